-- What it shows: the points of each way to have several rates. Unit: bits per pixel, dB. Definition: see coding_quality.
CREATE VIEW figure_coding_arms AS
SELECT
    coalesce(images, 'digits') AS images,
    CASE task
        WHEN 'train-code' THEN 'separate' WHEN 'rounded-code' THEN 'rounded' WHEN 'stepped-code' THEN 'stepped'
        WHEN 'nested-code' THEN 'nested' ELSE layer END AS method,
    bits_per_pixel, decibels, dataset
FROM coding_quality
WHERE task IN ('rounded-code', 'stepped-code', 'nested-code', 'layer-code') OR task = 'train-code' AND network = 'dense'
ORDER BY images, method, bits_per_pixel;
