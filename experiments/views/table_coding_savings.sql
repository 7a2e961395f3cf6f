-- What it shows: how much rate each codec saves against four others at equal quality, averaged over the qualities that both reach
-- (Bjøntegaard). Unit: percent of the anchor's rate, negative is less; dB. Definition: see coding_saving; pairs without a common quality
-- are left out.
CREATE VIEW table_coding_savings AS
SELECT images, codec, anchor, rate, akima, quality, from_decibels, to_decibels, dataset
FROM coding_saving WHERE task = 'compare' ORDER BY images, anchor, rate;
