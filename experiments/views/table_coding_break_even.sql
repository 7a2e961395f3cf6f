-- What it shows: from how many images on a model has paid for itself, by six ways to count.
-- Unit: images; empty where it never does. Definition: model bytes / (bytes of an image otherwise − bytes of its code). as_text: three times
-- all numbers, as a checkpoint with its optimizer's state has, against pixels and code as decimal text of 25 characters a number, which is
-- how Ercan counts; raw, raw_eight: the decoder half, in float32 and as 8-bit integers, against raw pixels, with a byte for each unit; gzip: in float32
-- against gzip of the whole set, with the rANS file of table_coding_costs; jpeg, jpeg_packed: in float32, and as 8-bit integers with rANS,
-- against a mosaic of JPEG at equal PSNR, with that file.
CREATE VIEW table_coding_break_even AS
SELECT
    cost.model,
    CASE WHEN units < 784 THEN 3 * 4 * (encoder_numbers + decoder_numbers) / (25 * (784 - units)) END AS as_text,
    CASE WHEN units < 784 THEN decoder_bytes / (784 - units) END AS raw,
    CASE WHEN units < 784 THEN eight_bits / (784 - units) END AS raw_eight,
    CASE WHEN gzip.bits_per_pixel > rate THEN decoder_bytes / (98 * (gzip.bits_per_pixel - rate)) END AS gzip,
    CASE WHEN jpeg_rate > rate THEN decoder_bytes / (98 * (jpeg_rate - rate)) END AS jpeg,
    CASE WHEN jpeg_rate > rate THEN packed / (98 * (jpeg_rate - rate)) END AS jpeg_packed,
    cost.dataset
FROM coding_cost AS cost
JOIN coding_point AS gzip ON gzip.dataset = cost.dataset AND gzip.method = 'gzip set'
LEFT JOIN coding_equal ON coding_equal.model = cost.model
ORDER BY cost.dataset DESC, decoder_bytes;
