-- What it shows: the test error against the width of the code, for the figure ercan-code-width.
-- Unit: mean squared error per test pixel in [0,1]. Definition: series is the recipe, or pca for as many principal components; low and
-- high bound the 95 % confidence interval, and are the error itself where there is one replicate.
CREATE VIEW figure_ercan_code_width AS
SELECT recipe AS series, code, mean AS error, mean - coalesce(half_width_95, 0) AS low, mean + coalesce(half_width_95, 0) AS high, n, dataset
FROM ercan_final_error WHERE representation = 'float32'
UNION ALL
SELECT 'pca', CAST(substr(subject, 5) AS INTEGER), mean, mean, mean, n, dataset
FROM cell WHERE paper = 'ercan' AND task = 'pca' AND metric = 'meanSquaredError' AND split = 'test'
    AND subject NOT LIKE '%-unclipped'
ORDER BY dataset, series, code;
