-- What it shows: one row for each point of the plane of rate and distortion: a codec, its setting, what a file of all test images takes,
-- and what comes back.
-- Unit: bits per pixel with all of the file; PSNR and PSNR-B in dB of the mean error; SSIM. Definition: headers, tables and checksum
-- included, the model not. Models of the papers by uniform levels of each unit's own and rANS by the model's tables.
CREATE VIEW coding_point AS
SELECT
    coding_images.images,
    method, setting, bits_per_pixel, decibels, similarity, block_decibels, point.dataset
FROM (
    SELECT
        dataset, 'rate–distortion ' || network AS method, weight AS setting, bits_per_pixel, decibels, similarity, block_decibels
    FROM coding_quality WHERE task = 'train-code'
    UNION ALL
    SELECT dataset, 'principal components', CAST(item AS INTEGER), bits_per_pixel, decibels, similarity, block_decibels
    FROM coding_quality WHERE task = 'components-code'
    UNION ALL
    SELECT
        dataset, item || ' ' || substr(coder, 1, instr(coder, '/') - 1), CAST(substr(coder, instr(coder, '/') + 1) AS REAL),
        max(CASE WHEN metric = 'bitsPerPixel' THEN mean END),
        max(CASE WHEN metric = 'peakSignalToNoiseRatio' THEN mean END),
        max(CASE WHEN metric = 'structuralSimilarity' THEN mean END),
        max(CASE WHEN metric = 'blockSensitivePeakSignalToNoiseRatio' THEN mean END)
    FROM coding_cell WHERE task = 'classical' AND coder IS NOT NULL GROUP BY configuration, subject
    UNION ALL
    SELECT dataset, model, quantizer_bits, bits_per_pixel, decibels, similarity, block_decibels
    FROM coding_file WHERE design = 'uniform' AND tables = 'per-unit' AND coder = 'rans') AS point
JOIN coding_images ON coding_images.dataset = point.dataset;
