-- What it shows: Figure 10 of the paper wani by digit: as printed and replayed, and signal-to-noise ratios that have a reference picture.
-- Unit: printed and replayed: mean / standard deviation of a picture, mean over a digit's test images; the last three columns dB.
-- Definition: see table_wani_forensics; the printed rows JPEG and JPEG 2000 are equal. Signal-to-noise ratio = 10 log10 of the mean square of
-- a digit's test images over the mean squared error. jpeg_75, jpeg_10 = of real files of these qualities; ddcae = of the output in 8 bits.
CREATE VIEW table_wani_figure_10 AS
WITH
    cell AS (SELECT * FROM wani_cell WHERE task = 'forensics' AND step IS NULL AND metric IN ('meanOverDeviation', 'signalToNoiseRatio')),
    digit AS (SELECT DISTINCT dataset, class FROM cell)
SELECT
    coalesce(digit.class, 'all') AS digit,
    (SELECT text FROM printed WHERE paper = 'wani' AND item = 'figure-10' AND subject = 'JPEG' AND step = digit.class) AS printed_jpeg,
    max(CASE WHEN metric = 'meanOverDeviation' AND subject = 'box-resized' THEN mean END) AS replayed_jpeg,
    (SELECT text FROM printed WHERE paper = 'wani' AND item = 'figure-10' AND subject = 'DDCAE' AND step = digit.class) AS printed_ddcae,
    max(CASE WHEN metric = 'meanOverDeviation' AND subject = 'network-float32' THEN mean END) AS replayed_ddcae,
    max(CASE WHEN metric = 'meanOverDeviation' AND subject = 'network-float32' THEN width END) AS replayed_ddcae_half_width,
    max(CASE WHEN metric = 'meanOverDeviation' AND subject = 'network-float32' THEN seeds END) AS replayed_ddcae_n,
    max(CASE WHEN metric = 'signalToNoiseRatio' AND subject = 'jpeg-75' THEN mean END) AS jpeg_75,
    max(CASE WHEN metric = 'signalToNoiseRatio' AND subject = 'jpeg-10' THEN mean END) AS jpeg_10,
    max(CASE WHEN metric = 'signalToNoiseRatio' AND subject = 'network-uint8' THEN mean END) AS ddcae,
    max(CASE WHEN metric = 'signalToNoiseRatio' AND subject = 'network-uint8' THEN width END) AS ddcae_half_width,
    max(CASE WHEN metric = 'signalToNoiseRatio' AND subject = 'network-uint8' THEN seeds END) AS ddcae_n,
    digit.dataset AS dataset
FROM digit JOIN cell ON cell.dataset = digit.dataset AND cell.class IS digit.class
GROUP BY digit.dataset, digit.class
ORDER BY digit.dataset, digit.class IS NULL, (digit.class + 9) % 10;
