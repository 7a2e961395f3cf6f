-- What it shows: rate and distortion at each setting (table_coding_rates), and what each codec saves against another at equal quality
-- (table_coding_savings: anchor is not empty, rate_percent and akima_percent of its rate).
-- Unit, definition: see the views named.
CREATE VIEW t3 AS
SELECT images, method AS codec, setting, bits_per_pixel, decibels, similarity, block_decibels, NULL AS anchor, NULL AS rate_percent,
    NULL AS akima_percent, NULL AS from_decibels, NULL AS to_decibels, dataset FROM table_coding_rates
UNION ALL
SELECT images, codec, NULL, NULL, quality, NULL, NULL, anchor, rate, akima, from_decibels, to_decibels, dataset FROM table_coding_savings;
