-- What it shows: the test error against the width of the code, for the figure ercan-code-width.
-- Unit: mean squared error per test pixel in [0,1]. Definition: series is the recipe, or pca for as many principal components; low and
-- high are the least and the greatest replicate, as intervals of few replicates may reach below zero, which no error does.
CREATE VIEW figure_ercan_code_width AS
SELECT recipe AS series, code, mean AS error, minimum AS low, maximum AS high, n, dataset
FROM ercan_final_error WHERE representation = 'float32'
UNION ALL
SELECT 'pca', CAST(substr(subject, 5) AS INTEGER), mean, mean, mean, n, dataset
FROM cell WHERE paper = 'ercan' AND task = 'pca' AND metric = 'meanSquaredError' AND split = 'test'
    AND subject NOT LIKE '%-unclipped'
ORDER BY dataset, series, code;
