-- What it shows: quantizers and coders of the codes: table_coding_quantizers, table_coding_coders and table_coding_products by model and bits.
-- Unit, definition: see the views named.
CREATE VIEW t5 AS
SELECT quantizers.*, coders.decibels, coders.similarity, coders.entropy, coders.even_bits, coders.huffman, coders.rans, coders.sent, coders.adaptive,
    coders.dead_units, products.one, products.one_rate, products.two, products.two_rate, products.four, products.four_rate
FROM table_coding_quantizers AS quantizers
LEFT JOIN table_coding_coders AS coders ON coders.model = quantizers.model AND coders.bits = quantizers.bits AND coders.dataset = quantizers.dataset
LEFT JOIN table_coding_products AS products
    ON products.model = quantizers.model AND products.bits = quantizers.bits AND products.dataset = quantizers.dataset;
