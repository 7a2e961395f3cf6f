-- What it shows: decoder halves stored in fewer bytes, and what their images lose.
-- Unit: bytes; percent of float32; dB; points of accuracy. Definition: see coding_shrunk.
CREATE VIEW table_coding_shrunk AS
SELECT model, weights, pruned, coder, bytes, share, decibels, decibels_change, accuracy, accuracy_change, dataset
FROM coding_shrunk ORDER BY dataset DESC, model, weights NOT LIKE 'float%', bytes DESC;
