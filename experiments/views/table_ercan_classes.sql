-- What it shows: how the error of the paper ercan's 64-unit network depends on the digit that is coded.
-- Unit: mean squared error per test pixel in [0,1], codes as 32-bit floats. Definition: mean over n replicates ± half-width of the 95 %
-- confidence interval; the last row is the mean over all test images.
CREATE VIEW table_ercan_classes AS
WITH error AS (
    SELECT dataset, recipe, class, CASE WHEN diverged > 0 THEN 'diverged' ELSE mean END AS error, half_width_95, n
    FROM ercan_cell
    WHERE task = 'evaluate' AND metric = 'meanSquaredError' AND subject = 'float32' AND split = 'test' AND code = 64
        AND step IS NULL),
    class AS (SELECT DISTINCT dataset, class FROM error)
SELECT
    coalesce(class.class, 'all') AS digit,
    his.error AS his_recipe, his.half_width_95 AS his_recipe_half_width, his.n AS his_recipe_n,
    glorot.error AS glorot_adam, glorot.half_width_95 AS glorot_adam_half_width, glorot.n AS glorot_adam_n,
    class.dataset AS dataset
FROM class
LEFT JOIN error AS his ON his.dataset = class.dataset AND his.class IS class.class AND his.recipe = 'paper'
LEFT JOIN error AS glorot ON glorot.dataset = class.dataset AND glorot.class IS class.class AND glorot.recipe = 'glorot-adam'
ORDER BY class.dataset, class.class IS NULL, class.class;
