-- What it shows: how the error of the paper ercan's 64-unit network spreads over the test images.
-- Unit: mean squared error of one image, per pixel in [0,1], codes as 32-bit floats. Definition: percent of the images have at most this
-- error; mean over n replicates ± half-width of the 95 % confidence interval.
CREATE VIEW table_ercan_images AS
WITH
    spread AS (
        SELECT dataset, recipe, step AS percent, CASE WHEN diverged > 0 THEN 'diverged' ELSE mean END AS error, half_width_95, n
        FROM ercan_cell
        WHERE task = 'evaluate' AND metric = 'meanSquaredErrorPercentile' AND subject = 'float32' AND split = 'test' AND code = 64),
    percent AS (SELECT DISTINCT dataset, percent FROM spread)
SELECT
    percent.percent AS percent,
    his.error AS his_recipe, his.half_width_95 AS his_recipe_half_width, his.n AS his_recipe_n,
    glorot.error AS glorot_adam, glorot.half_width_95 AS glorot_adam_half_width, glorot.n AS glorot_adam_n,
    percent.dataset AS dataset
FROM percent
LEFT JOIN spread AS his ON his.dataset = percent.dataset AND his.percent = percent.percent AND his.recipe = 'paper'
LEFT JOIN spread AS glorot ON glorot.dataset = percent.dataset AND glorot.percent = percent.percent AND glorot.recipe = 'glorot-adam'
ORDER BY percent.dataset, percent.percent;
