-- What it shows: what a model costs besides its files, and bits per pixel of N images with the decoder half charged to them.
-- Unit: numbers; products; bytes; bits per pixel. Definition: see coding_cost; N images: the rate of the file and the decoder half in
-- float32 shared by them.
CREATE VIEW table_coding_costs AS
SELECT
    model, decibels, encoder_numbers, decoder_numbers, encoder_products, decoder_products, encoder_bytes, decoder_bytes, eight_bits,
    packed, bytes_per_image, rate + decoder_bytes / 98 AS n_1, rate + decoder_bytes / 9800 AS n_100,
    rate + decoder_bytes / 980000 AS n_10000, rate + decoder_bytes / 5880000 AS n_60000, dataset
FROM coding_cost ORDER BY dataset DESC, decoder_bytes;
