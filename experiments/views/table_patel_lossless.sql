-- What it shows: the test images of two sets without loss, as the paper patel's diagram of lossless compression has it: a mapping of the
-- pixels, then a coder of symbols.
-- Unit: bits per pixel; out / in = bytes of the smallest of the three files / bytes of the pixels.
-- Definition: one file for the whole set, header and tables included, read back and found equal. entropy = that of the mapped pixels of
-- the whole set, each taken by itself: no coder with one table does better, an adaptive one hardly. A mapping none codes the pixels
-- themselves; left and median code what differs from neighbours; set-mean what differs from the mean image, which is in the file.
CREATE VIEW table_patel_lossless AS
WITH
    number AS (
        SELECT
            dataset, metric, mean, substr(task, 10) AS images,
            CASE WHEN instr(subject, '/') > 0 THEN substr(subject, 1, instr(subject, '/') - 1) ELSE subject END AS mapping,
            CASE WHEN instr(subject, '/') > 0 THEN substr(subject, instr(subject, '/') + 1) END AS coder
        FROM patel_cell WHERE task IN ('lossless-digits', 'lossless-garments')),
    mapped AS (
        SELECT
            dataset, images, mapping,
            max(CASE WHEN metric = 'entropy' THEN mean END) AS entropy,
            max(CASE WHEN metric = 'bitsPerPixel' AND coder = 'huffman' THEN mean END) AS huffman,
            max(CASE WHEN metric = 'bitsPerPixel' AND coder = 'rans' THEN mean END) AS rans,
            max(CASE WHEN metric = 'bitsPerPixel' AND coder = 'adaptive-rans' THEN mean END) AS adaptive,
            min(CASE WHEN metric = 'bitsPerPixel' THEN mean END) / 8 AS out_in
        FROM number GROUP BY dataset, images, mapping)
SELECT images, mapping, entropy, huffman, rans, adaptive, out_in, dataset
FROM mapped WHERE entropy IS NOT NULL
ORDER BY images, CASE mapping WHEN 'none' THEN 0 WHEN 'left' THEN 1 WHEN 'median' THEN 2 ELSE 3 END;
