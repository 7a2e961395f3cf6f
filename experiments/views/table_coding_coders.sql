-- What it shows: what one file of all test images takes by each coder, with k-means levels of each unit's own.
-- Unit: bits per pixel; PSNR in dB. Definition: see coding_file.
CREATE VIEW table_coding_coders AS
SELECT
    model, quantizer_bits AS bits, max(decibels) AS decibels, max(similarity) AS similarity, max(entropy) AS entropy,
    max(CASE coder WHEN 'even-bits' THEN bits_per_pixel END) AS even_bits,
    max(CASE coder WHEN 'huffman' THEN bits_per_pixel END) AS huffman,
    max(CASE coder WHEN 'rans' THEN bits_per_pixel END) AS rans,
    max(CASE coder WHEN 'rans-with-tables' THEN bits_per_pixel END) AS sent,
    max(CASE coder WHEN 'adaptive-rans' THEN bits_per_pixel END) AS adaptive,
    max(dead_units) AS dead_units, dataset
FROM coding_file WHERE design = 'k-means' AND tables = 'per-unit'
GROUP BY model, quantizer ORDER BY dataset DESC, model, quantizer_bits;
