-- What it shows: one row for each decoder half stored in fewer bytes: its file, and what the images lose that it decodes.
-- Unit: bytes; PSNR in dB; accuracy in percent. Definition: …_change = against float32; codes of 4 bits a unit by the whole model (of those trained for rate, whole
-- numbers); the file with the levels and frequencies of codes; pruned = percent of the weights; accuracy by a classifier of originals.
CREATE VIEW coding_shrunk AS
WITH
    file AS (
        SELECT
            configuration, coalesce(model, 'rate–distortion ' || images) AS model, dataset, subject, item AS weights, coder,
            max(CASE WHEN metric = 'fileBytes' THEN mean END) AS bytes,
            max(CASE WHEN metric = 'peakSignalToNoiseRatio' THEN mean END) AS decibels,
            max(CASE WHEN metric = 'accuracy' THEN mean END) AS accuracy
        FROM coding_cell WHERE task IN ('shrink', 'shrink-rate') AND item <> 'decoder' GROUP BY configuration, subject)
SELECT
    file.model, file.dataset, file.subject AS scheme, file.weights,
    CAST(substr(file.coder, 1, instr(file.coder, '/') - 1) AS INTEGER) AS pruned,
    substr(file.coder, instr(file.coder, '/') + 1) AS coder,
    file.bytes, 100 * file.bytes / whole.bytes AS share, file.decibels, file.decibels - whole.decibels AS decibels_change,
    100 * file.accuracy AS accuracy, 100 * (file.accuracy - whole.accuracy) AS accuracy_change
FROM file JOIN file AS whole ON whole.configuration = file.configuration AND whole.subject = 'float32/0/plain';
