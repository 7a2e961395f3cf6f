-- What it shows: the rows of a contact sheet: which method each is of, and what its file of all test images costs and gives.
-- Unit: bits per pixel, dB; row counts from 1, above it are the originals. Definition: the file's bytes, model excluded; PSNR of the mean error.
CREATE VIEW figure_pictures_methods AS
SELECT
    axis.value AS images, measurement.subject AS method, measurement.dataset,
    max(CASE metric WHEN 'spriteRow' THEN measurement.value END) AS row,
    max(CASE metric WHEN 'bitsPerPixel' THEN measurement.value END) AS bits_per_pixel,
    max(CASE metric WHEN 'peakSignalToNoiseRatio' THEN measurement.value END) AS decibels
FROM measurement
JOIN axis ON axis.stage = measurement.stage AND axis.name = 'set'
WHERE paper = 'pictures' AND metric IN ('spriteRow', 'bitsPerPixel', 'peakSignalToNoiseRatio')
GROUP BY axis.value, measurement.subject, measurement.dataset
HAVING row IS NOT NULL
ORDER BY images, row;
