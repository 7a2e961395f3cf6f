-- What it shows: the points of the plane of rate and distortion, and beside each set's points the least rate without loss.
-- Unit: bits per pixel, dB. Definition: see coding_point; lossless = the least rate of a file that gives everything back.
CREATE VIEW figure_coding_rates AS
SELECT
    point.images, method, bits_per_pixel, decibels, lossless.rate AS lossless, point.dataset AS dataset
FROM coding_point AS point
JOIN (SELECT images AS of, min(bits_per_pixel) AS rate FROM coding_point WHERE decibels IS NULL GROUP BY images) AS lossless
    ON lossless.of = point.images
WHERE decibels IS NOT NULL
ORDER BY point.images, method, bits_per_pixel;
