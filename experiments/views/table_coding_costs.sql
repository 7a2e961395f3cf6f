-- What it shows: what a model costs besides its files, at 4 bits a unit: bits per pixel of N images with the decoder half charged to them, and
-- from how many images on the model has paid for itself.
-- Unit: bytes; bits per pixel. Definition: decoder_bytes = the file of the decoder half in float32, with the levels and frequencies of 4 bits
-- alone; bytes_per_image = of the rANS file of all test images; even against raw, gzip, xz = decoder_bytes / (bytes of an image so -
-- bytes_per_image), empty where the model's file is the larger: what is compared is not of equal quality.
CREATE VIEW table_coding_costs AS
WITH
    model AS (
        SELECT
            model, dataset,
            max(CASE WHEN metric = 'fileBytes' AND subject = 'decoder' THEN mean END) AS file_bytes,
            max(CASE WHEN metric = 'parameters' AND subject = 'decoder' THEN mean END) AS decoder_numbers
        FROM coding_cell WHERE task = 'model' GROUP BY model),
    quantizers AS (
        SELECT model, sum(mean) AS bytes FROM coding_cell WHERE task = 'model-code' AND metric = 'quantizerBytes' GROUP BY model),
    coded AS (
        SELECT
            of.model, of.dataset, rate.mean * 784 / 8 AS bytes_per_image, quality.mean AS decibels, rate.mean AS rate,
            own.mean AS quantizer_bytes
        FROM coding_cell AS of
        JOIN coding_cell AS rate ON rate.configuration = of.configuration AND rate.metric = 'bitsPerPixel' AND rate.item = of.item
        JOIN coding_cell AS quality ON quality.configuration = of.configuration AND quality.metric = 'peakSignalToNoiseRatio'
            AND quality.item = of.item
        JOIN coding_cell AS own ON own.configuration = of.configuration AND own.metric = 'quantizerBytes' AND own.item = of.item
        WHERE of.task = 'model-code' AND of.metric = 'quantizerBits' AND of.mean = 4),
    whole AS (
        SELECT
            dataset,
            max(CASE WHEN method = 'gzip set' THEN bits_per_pixel END) * 98 AS gzip,
            max(CASE WHEN method = 'xz set' THEN bits_per_pixel END) * 98 AS xz
        FROM coding_point GROUP BY dataset),
    charged AS (
        SELECT
            coded.model, coded.dataset, decibels, decoder_numbers, bytes_per_image, rate, gzip, xz,
            file_bytes - quantizers.bytes + quantizer_bytes AS decoder_bytes
        FROM coded
        JOIN model ON model.model = coded.model
        JOIN quantizers ON quantizers.model = coded.model
        JOIN whole ON whole.dataset = coded.dataset)
SELECT
    model, decibels, decoder_numbers, decoder_bytes, bytes_per_image,
    rate + decoder_bytes / 98 AS n_1, rate + decoder_bytes / 9800 AS n_100, rate + decoder_bytes / 980000 AS n_10000,
    rate + decoder_bytes / 5880000 AS n_60000,
    CASE WHEN 784 > bytes_per_image THEN decoder_bytes / (784 - bytes_per_image) END AS even_raw,
    CASE WHEN gzip > bytes_per_image THEN decoder_bytes / (gzip - bytes_per_image) END AS even_gzip,
    CASE WHEN xz > bytes_per_image THEN decoder_bytes / (xz - bytes_per_image) END AS even_xz,
    dataset
FROM charged ORDER BY dataset DESC, decoder_bytes;
