-- What it shows: levels that stand for one unit of a code, two or four, in files by the model's tables (rANS).
-- Unit: PSNR in dB; bits per pixel of a file of all test images; bytes. Definition: bits = of a level; columns of one unit are the k-means
-- levels of table_coding_quantizers; …_rate = bits per pixel; four_bytes = what levels for four units and their frequencies take in the
-- decoder half.
CREATE VIEW table_coding_products AS
WITH
    one AS (
        SELECT model, dataset, quantizer_bits AS bits, decibels, bits_per_pixel AS rate, quantizer_bytes AS bytes
        FROM coding_file WHERE design = 'k-means' AND tables = 'per-unit' AND coder = 'rans'),
    more AS (
        SELECT model, quantizer_bits AS bits, units_per_level, decibels, bits_per_pixel AS rate, quantizer_bytes AS bytes
        FROM coding_quality WHERE task = 'product-code')
SELECT
    one.model, one.bits, one.decibels AS one, one.rate AS one_rate, two.decibels AS two, two.rate AS two_rate,
    four.decibels AS four, four.rate AS four_rate, one.bytes AS one_bytes, four.bytes AS four_bytes, one.dataset
FROM one
JOIN more AS two ON two.model = one.model AND two.bits = one.bits AND two.units_per_level = 2
JOIN more AS four ON four.model = one.model AND four.bits = one.bits AND four.units_per_level = 4
ORDER BY one.dataset DESC, one.model, one.bits;
