-- What it shows: one row for each file that a model wrote with rANS: what it costs, and what comes back.
-- Unit: bits per pixel; PSNR in dB. Definition: of the whole file, header and tables included, all test images in one file; item = the
-- quantizer, counted from 0.
CREATE VIEW coding_quality AS
SELECT
    configuration, task, item, dataset, model, units_per_level, layer, units, network, images, weight,
    max(CASE WHEN metric = 'bitsPerPixel' THEN mean END) AS bits_per_pixel,
    max(CASE WHEN metric = 'peakSignalToNoiseRatio' THEN mean END) AS decibels,
    max(CASE WHEN metric = 'structuralSimilarity' THEN mean END) AS similarity,
    max(CASE WHEN metric = 'blockSensitivePeakSignalToNoiseRatio' THEN mean END) AS block_decibels,
    max(CASE WHEN metric = 'quantizerBits' THEN mean END) AS quantizer_bits,
    max(CASE WHEN metric = 'quantizerBytes' THEN mean END) AS quantizer_bytes
FROM coding_cell
WHERE task LIKE '%-code' AND item <> 'images' AND (coder IS NULL OR coder = 'rans')
GROUP BY configuration, item;
