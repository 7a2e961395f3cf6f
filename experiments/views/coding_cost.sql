-- What it shows: one row for each model, with all that its sender, its receiver and its files cost.
-- Unit: numbers; products of a weight and a number for an image; bytes. Definition: of the papers' models at 4 bits a unit, of those trained
-- for rate at a price of 0.008; decoder_bytes = the decoder half stored in float32 by compress-model, eight_bits and packed = as 8-bit integers
-- and the same with rANS, each with the levels and frequencies of codes; encoder_bytes = the encoder half's file in float32;
-- bytes_per_image = of the file of all test images, header and tables included.
CREATE VIEW coding_cost AS
WITH
    half AS (
        SELECT
            CASE task WHEN 'model' THEN model ELSE 'rate–distortion ' || images END AS name,
            max(CASE WHEN metric = 'parameters' AND subject = 'encoder' THEN mean END) AS encoder_numbers,
            max(CASE WHEN metric = 'parameters' AND subject = 'decoder' THEN mean END) AS decoder_numbers,
            max(CASE WHEN metric = 'multiplications' AND subject = 'encoder' THEN mean END) AS encoder_products,
            max(CASE WHEN metric = 'multiplications' AND subject = 'decoder' THEN mean END) AS decoder_products,
            max(CASE WHEN metric = 'fileBytes' AND subject = 'encoder' THEN mean END) AS encoder_bytes,
            max(CASE WHEN metric = 'codeUnits' THEN mean END) AS units
        FROM coding_cell WHERE task = 'model' OR task = 'train-build' AND network = 'convolutional' AND weight = 0.008 GROUP BY name),
    stored AS (
        SELECT
            model AS name,
            max(CASE WHEN scheme = 'float32/0/plain' THEN bytes END) AS decoder_bytes,
            max(CASE WHEN scheme = 'even-255/0/plain' THEN bytes END) AS eight_bits,
            max(CASE WHEN scheme = 'even-255/0/rans' THEN bytes END) AS packed
        FROM coding_shrunk GROUP BY model),
    coded AS (
        SELECT
            CASE of.task WHEN 'model-code' THEN of.model ELSE 'rate–distortion ' || of.images END AS name, of.dataset,
            max(CASE WHEN part.metric = 'bitsPerPixel' THEN part.mean END) AS rate,
            max(CASE WHEN part.metric = 'peakSignalToNoiseRatio' THEN part.mean END) AS decibels
        FROM coding_cell AS of JOIN coding_cell AS part ON part.configuration = of.configuration AND part.item = of.item
        WHERE of.metric = 'quantizerBits' AND (of.task = 'model-code' AND of.mean = 4
            OR of.task = 'train-code' AND of.network = 'convolutional' AND of.weight = 0.008)
        GROUP BY name, of.dataset)
SELECT
    coded.name AS model, coded.dataset, decibels, rate, units, encoder_numbers, decoder_numbers, encoder_products, decoder_products,
    encoder_bytes, decoder_bytes, eight_bits, packed, rate * 98 AS bytes_per_image
FROM coded JOIN half ON half.name = coded.name JOIN stored ON stored.name = coded.name;
