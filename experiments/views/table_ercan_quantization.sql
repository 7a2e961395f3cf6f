-- What it shows: what fewer bits for each code unit cost the paper ercan's networks, against the text of 19 digits that he exported.
-- Unit: bytes per image are payload bytes / images, the side tables apart; error is the mean squared error per test pixel in [0,1];
-- change is the mean over replicates of (error - error with 32-bit floats) / error with 32-bit floats, in percent; dB.
-- Definition: uniform-b has 2^b equal steps; float32 is the code as the encoder gives it; text-19 is decimal text.
CREATE VIEW table_ercan_quantization AS
WITH
    error AS (SELECT * FROM ercan_final_error),
    sizes AS (SELECT * FROM ercan_cell WHERE metric = 'bytesPerImage'),
    side AS (SELECT * FROM ercan_cell WHERE metric = 'sideTableBytes'),
    ratio AS (SELECT * FROM ercan_cell WHERE task = 'evaluate' AND metric = 'peakSignalToNoiseRatio' AND class IS NULL),
    change AS (
        SELECT coded.dataset, configuration, coded.subject AS representation, avg(100 * (coded.value - plain.value) / plain.value) AS percent
        FROM measurement AS coded
        JOIN measurement AS plain
            ON plain.stage = coded.stage AND plain.dataset = coded.dataset AND plain.metric = coded.metric AND plain.split = coded.split
        JOIN stage ON stage.name = coded.stage
        WHERE coded.paper = 'ercan' AND coded.metric = 'meanSquaredError' AND coded.split = 'test' AND stage.task = 'evaluate'
            AND plain.subject = 'float32' AND plain.class IS NULL AND coded.class IS NULL
            AND plain.step IS NULL AND coded.step IS NULL
        GROUP BY coded.dataset, configuration, coded.subject)
SELECT
    error.recipe AS recipe,
    error.code AS code,
    error.representation AS representation,
    CASE WHEN error.representation LIKE 'uniform-%' THEN CAST(substr(error.representation, 9) AS INTEGER)
        ELSE 8 * sizes.mean / error.code END AS bits_per_unit,
    sizes.mean AS bytes_per_image,
    side.mean AS side_table_bytes,
    error.error AS error,
    error.half_width_95 AS error_half_width,
    error.n AS error_n,
    change.percent AS change_percent,
    ratio.mean AS decibels,
    error.dataset AS dataset
FROM error
LEFT JOIN sizes ON sizes.dataset = error.dataset AND sizes.recipe = error.recipe AND sizes.code = error.code
    AND sizes.subject = error.representation
LEFT JOIN side ON side.dataset = error.dataset AND side.recipe = error.recipe AND side.code = error.code
    AND side.subject = error.representation
LEFT JOIN ratio ON ratio.dataset = error.dataset AND ratio.recipe = error.recipe AND ratio.code = error.code
    AND ratio.subject = error.representation
LEFT JOIN ercan_configuration ON ercan_configuration.task = 'evaluate' AND ercan_configuration.recipe = error.recipe
    AND ercan_configuration.code = error.code
LEFT JOIN change ON change.dataset = error.dataset AND change.configuration = ercan_configuration.configuration
    AND change.representation = error.representation
ORDER BY error.dataset, error.recipe = 'paper' DESC, error.recipe, error.code DESC, bits_per_unit;
