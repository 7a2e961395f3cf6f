-- What it shows: the paper ercan's recipe (normal weights of standard deviation 1, RMSProp) against the same networks with Glorot's
-- initial weights and Adam, and against as many principal components as the code has units.
-- Unit: mean squared error per test pixel in [0,1], codes as 32-bit floats.
-- Definition: mean over n replicates ± half-width of the 95 % confidence interval; better_than_pca names the recipes whose whole
-- interval (the error itself, from one seed) is below the error of PCA.
CREATE VIEW table_ercan_recipe AS
WITH
    error AS (SELECT * FROM ercan_final_error WHERE representation = 'float32'),
    pca AS (
        SELECT dataset, CAST(substr(subject, 5) AS INTEGER) AS code, mean FROM cell
        WHERE paper = 'ercan' AND task = 'pca' AND metric = 'meanSquaredError' AND split = 'test'
            AND subject NOT LIKE '%-unclipped'),
    width AS (SELECT DISTINCT dataset, code, network FROM error)
SELECT
    width.network AS network,
    width.code AS code,
    his.error AS his_recipe, his.half_width_95 AS his_recipe_half_width, his.n AS his_recipe_n,
    glorot.error AS glorot_adam, glorot.half_width_95 AS glorot_adam_half_width, glorot.n AS glorot_adam_n,
    pca.mean AS pca,
    CASE
        WHEN pca.mean IS NULL THEN NULL
        WHEN his.mean + coalesce(his.half_width_95, 0) < pca.mean AND glorot.mean + coalesce(glorot.half_width_95, 0) < pca.mean THEN 'both'
        WHEN his.mean + coalesce(his.half_width_95, 0) < pca.mean THEN 'his recipe'
        WHEN glorot.mean + coalesce(glorot.half_width_95, 0) < pca.mean THEN 'Glorot and Adam'
        ELSE 'none' END AS better_than_pca,
    width.dataset AS dataset
FROM width
LEFT JOIN error AS his ON his.dataset = width.dataset AND his.code = width.code AND his.recipe = 'paper'
LEFT JOIN error AS glorot ON glorot.dataset = width.dataset AND glorot.code = width.code AND glorot.recipe = 'glorot-adam'
LEFT JOIN pca ON pca.dataset = width.dataset AND pca.code = width.code
ORDER BY width.dataset, width.code DESC;
