-- What it shows: the error of the paper ercan's network by the width of its code, from 4 to 256 units, trained with Glorot's initial
-- weights and Adam, against as many principal components.
-- Unit: mean squared error per test pixel in [0,1], codes as 32-bit floats; ratio is the network's error / that of the components.
-- Definition: mean over n replicates ± half-width of the 95 % confidence interval, after the last epoch. All networks are
-- 784-128-code-128-784.
CREATE VIEW table_ercan_widths AS
WITH
    swept AS (
        SELECT cell.*, width FROM cell JOIN ercan_trial USING (configuration)
        WHERE cell.task = 'sweep' AND metric = 'meanSquaredError' AND subject = 'network' AND split = 'test'),
    error AS (
        SELECT dataset, width AS code, CASE WHEN diverged > 0 THEN 'diverged' ELSE mean END AS error, mean, half_width_95, n
        FROM swept WHERE step = (SELECT max(step) FROM swept AS other WHERE other.configuration = swept.configuration)
        UNION ALL
        SELECT dataset, code, error, mean, half_width_95, n FROM ercan_final_error
        WHERE recipe = 'glorot-adam' AND representation = 'float32' AND code < 128
            AND dataset IN (SELECT dataset FROM swept)),
    pca AS (
        SELECT dataset, CAST(substr(subject, 5) AS INTEGER) AS code, mean FROM cell
        WHERE paper = 'ercan' AND task = 'pca' AND metric = 'meanSquaredError' AND split = 'test' AND subject NOT LIKE '%-unclipped')
SELECT
    error.code AS code, error.error AS error, error.half_width_95 AS error_half_width, error.n AS error_n,
    pca.mean AS pca, error.mean / pca.mean AS ratio, error.dataset AS dataset
FROM error LEFT JOIN pca ON pca.dataset = error.dataset AND pca.code = error.code
ORDER BY error.dataset, error.code;
