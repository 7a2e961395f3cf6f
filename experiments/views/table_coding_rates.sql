-- What it shows: each codec's files of all test images, from the lowest rate to the highest.
-- Unit: bits per pixel; PSNR and PSNR-B in dB; empty: without loss. Definition: see coding_point.
CREATE VIEW table_coding_rates AS
SELECT images, method, setting, bits_per_pixel, decibels, similarity, block_decibels, dataset
FROM coding_point ORDER BY images, method, bits_per_pixel;
