-- What it shows: bits per pixel of N digits with the decoder half charged to them, as lines, and what needs no model, as levels.
-- Unit: bits per pixel. Definition: see coding_cost and coding_equal; packed = the decoder half as 8-bit integers with rANS.
CREATE VIEW figure_coding_break_even AS
WITH RECURSIVE
    number (n) AS (SELECT 1.0 UNION ALL SELECT n * 1.25 FROM number WHERE n < 1000000),
    shown AS (SELECT * FROM coding_cost WHERE model IN ('ercan', 'wani', 'rate–distortion digits')),
    line AS (
        SELECT model || ' float32' AS line, rate, decoder_bytes AS bytes, dataset FROM shown
        UNION ALL SELECT model || ' packed', rate, packed, dataset FROM shown
        UNION ALL SELECT 'JPEG at the PSNR of ' || shown.model, jpeg_rate, 0, dataset
        FROM shown JOIN coding_equal ON coding_equal.model = shown.model
        UNION ALL SELECT 'gzip', bits_per_pixel, 0, dataset FROM coding_point WHERE method = 'gzip set' AND images = 'digits')
SELECT line, n AS images, rate + bytes / 98 / n AS bits_per_pixel, dataset FROM line CROSS JOIN number ORDER BY line, n;
