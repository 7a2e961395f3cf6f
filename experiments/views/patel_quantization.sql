-- What it shows: what fewer bits for each of the paper patel's code units cost, one row for each start and representation.
-- Unit: bytes per image are payload bytes / images, the side tables apart; error is the mean squared error per test pixel in [0,1];
-- cross-entropy in nats per test pixel; change is the mean over replicates of (error - error with 32-bit floats) / error with 32-bit
-- floats, in percent; decibels with peak 1.
-- Definition: uniform-b has 2^b equal steps between 0 and 1; float32 is the code as the encoder gives it. Means over n replicates ±
-- half-width of the 95 % confidence interval.
CREATE VIEW patel_quantization AS
WITH
    coded AS (
        SELECT dataset, configuration, start, subject AS representation,
            max(CASE WHEN metric = 'meanSquaredError' THEN mean END) AS error,
            max(CASE WHEN metric = 'meanSquaredError' THEN half_width_95 END) AS error_half_width,
            max(CASE WHEN metric = 'meanSquaredError' THEN n END) AS n,
            max(CASE WHEN metric = 'binaryCrossEntropy' THEN mean END) AS cross_entropy,
            max(CASE WHEN metric = 'binaryCrossEntropy' THEN half_width_95 END) AS cross_entropy_half_width,
            max(CASE WHEN metric = 'peakSignalToNoiseRatio' THEN mean END) AS decibels,
            max(CASE WHEN metric = 'bytesPerImage' THEN mean END) AS bytes_per_image,
            max(CASE WHEN metric = 'sideTableBytes' THEN mean END) AS side_table_bytes
        FROM patel_cell
        WHERE task = 'evaluate' AND class IS NULL AND step IS NULL AND split = 'test'
            AND (subject = 'float32' OR subject LIKE 'uniform-%')
        GROUP BY dataset, configuration, subject),
    raw AS (
        SELECT dataset, configuration, mean AS bytes FROM patel_cell
        WHERE task = 'evaluate' AND metric = 'originalBytesPerImage' AND subject = 'uint8'),
    change AS (
        SELECT quantized.dataset, stage.configuration, quantized.subject AS representation,
            avg(100 * (quantized.value - plain.value) / plain.value) AS percent
        FROM measurement AS quantized
        JOIN measurement AS plain
            ON plain.stage = quantized.stage AND plain.dataset = quantized.dataset AND plain.metric = quantized.metric
            AND plain.split = quantized.split
        JOIN stage ON stage.name = quantized.stage
        WHERE quantized.paper = 'patel' AND stage.task = 'evaluate' AND quantized.metric = 'meanSquaredError'
            AND quantized.split = 'test' AND plain.subject = 'float32' AND plain.class IS NULL AND quantized.class IS NULL
            AND plain.step IS NULL AND quantized.step IS NULL
        GROUP BY quantized.dataset, stage.configuration, quantized.subject)
SELECT
    coded.dataset AS dataset, coded.start AS start, coded.representation AS representation,
    CASE WHEN coded.representation LIKE 'uniform-%' THEN CAST(substr(coded.representation, 9) AS INTEGER) ELSE 32 END AS bits_per_unit,
    coded.bytes_per_image AS bytes_per_image, raw.bytes AS raw_bytes_per_image, coded.side_table_bytes AS side_table_bytes,
    raw.bytes / coded.bytes_per_image AS ratio,
    coded.error AS error, coded.error_half_width AS error_half_width, coded.n AS n, change.percent AS change,
    coded.cross_entropy AS cross_entropy, coded.cross_entropy_half_width AS cross_entropy_half_width, coded.decibels AS decibels
FROM coded
LEFT JOIN raw ON raw.dataset = coded.dataset AND raw.configuration = coded.configuration
LEFT JOIN change ON change.dataset = coded.dataset AND change.configuration = coded.configuration
    AND change.representation = coded.representation;
