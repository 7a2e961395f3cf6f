-- What it shows: ways to have several rates, against a dense model trained for each rate (noise in the place of rounding).
-- Unit: percent of that rate, negative is less; dB. Definition: see coding_saving.
CREATE VIEW table_coding_arms AS
SELECT images, codec, rate, quality, from_decibels, to_decibels, dataset
FROM coding_saving WHERE task = 'compare-arms' ORDER BY images, rate;
