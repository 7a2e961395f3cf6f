-- What it shows: the entropies of Figure 8 of the paper wani by digit: as printed, replayed, and of pixels of 8 bits.
-- Unit: bits, mean over a digit's test images. Definition: see table_wani_forensics; the printed rows JPEG and JPEG 2000 are equal.
-- unshifted = the replayed entropy of DDCAE before its decimal point is moved; original = of the test images themselves; jpeg = of real files
-- of quality 75, read back.
CREATE VIEW table_wani_figure_8 AS
WITH
    cell AS (SELECT * FROM wani_cell WHERE task = 'forensics' AND step IS NULL AND metric IN ('pixelEntropy', 'shiftedPixelEntropy')),
    digit AS (SELECT DISTINCT dataset, class FROM cell)
SELECT
    coalesce(digit.class, 'all') AS digit,
    (SELECT text FROM printed WHERE paper = 'wani' AND item = 'figure-8' AND subject = 'JPEG' AND step = digit.class) AS printed_jpeg,
    max(CASE WHEN subject = 'box-resized' THEN mean END) AS replayed_jpeg,
    (SELECT text FROM printed WHERE paper = 'wani' AND item = 'figure-8' AND subject = 'DDCAE' AND step = digit.class) AS printed_ddcae,
    max(CASE WHEN metric = 'shiftedPixelEntropy' THEN mean END) AS replayed_ddcae,
    max(CASE WHEN metric = 'shiftedPixelEntropy' THEN width END) AS replayed_ddcae_half_width,
    max(CASE WHEN metric = 'shiftedPixelEntropy' THEN seeds END) AS replayed_ddcae_n,
    max(CASE WHEN metric = 'pixelEntropy' AND subject = 'network-float32' THEN mean END) AS unshifted,
    max(CASE WHEN metric = 'pixelEntropy' AND subject = 'network-float32' THEN width END) AS unshifted_half_width,
    max(CASE WHEN metric = 'pixelEntropy' AND subject = 'network-float32' THEN seeds END) AS unshifted_n,
    max(CASE WHEN subject = 'original' THEN mean END) AS original,
    max(CASE WHEN subject = 'jpeg-75' THEN mean END) AS jpeg,
    max(CASE WHEN subject = 'network-uint8' THEN mean END) AS ddcae,
    max(CASE WHEN subject = 'network-uint8' THEN width END) AS ddcae_half_width,
    max(CASE WHEN subject = 'network-uint8' THEN seeds END) AS ddcae_n,
    digit.dataset AS dataset
FROM digit JOIN cell ON cell.dataset = digit.dataset AND cell.class IS digit.class
GROUP BY digit.dataset, digit.class
ORDER BY digit.dataset, digit.class IS NULL, (digit.class + 9) % 10;
