-- What it shows: three ways to find the levels of codes, of each unit's own or one set for all, in files by the model's tables (rANS).
-- Unit: PSNR in dB; bits per pixel of a file of all test images. Definition: see coding_file; rate columns end in _rate.
CREATE VIEW table_coding_quantizers AS
SELECT
    model, quantizer_bits AS bits,
    max(CASE WHEN design = 'uniform' AND tables = 'per-unit' THEN decibels END) AS uniform,
    max(CASE WHEN design = 'uniform' AND tables = 'per-unit' THEN bits_per_pixel END) AS uniform_rate,
    max(CASE WHEN design = 'k-means' AND tables = 'per-unit' THEN decibels END) AS lloyd,
    max(CASE WHEN design = 'k-means' AND tables = 'per-unit' THEN bits_per_pixel END) AS lloyd_rate,
    max(CASE WHEN design = 'quantile' AND tables = 'per-unit' THEN decibels END) AS quantile,
    max(CASE WHEN design = 'quantile' AND tables = 'per-unit' THEN bits_per_pixel END) AS quantile_rate,
    max(CASE WHEN design = 'uniform' AND tables = 'pooled' THEN decibels END) AS pooled_uniform,
    max(CASE WHEN design = 'uniform' AND tables = 'pooled' THEN bits_per_pixel END) AS pooled_uniform_rate,
    max(CASE WHEN design = 'k-means' AND tables = 'pooled' THEN decibels END) AS pooled_lloyd,
    max(CASE WHEN design = 'k-means' AND tables = 'pooled' THEN bits_per_pixel END) AS pooled_lloyd_rate,
    dataset
FROM coding_file WHERE coder = 'rans'
GROUP BY model, quantizer ORDER BY dataset DESC, model, quantizer;
