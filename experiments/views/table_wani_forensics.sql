-- What it shows: every number of the figures 8, 9 and 10 of the paper wani as printed, replayed by the notebook's formula, and as its words
-- mean it.
-- Unit: printed and replayed: Figure 8 bits, by the notebook with the decimal point of the row DDCAE moved by one place; Figure 9 bits per
-- pixel; Figure 10 mean / standard deviation. Correct: in the column unit.
-- Definition: replayed, rows JPEG and JPEG 2000: the test images enlarged and made small again, without a codec, as the notebook measures
-- them; row DDCAE: the unrounded output of networks trained for the notebook's 200 epochs, mean over n replicates ± half-width of the 95 %
-- confidence interval. Correct: the row JPEG of real files of quality 75 (Pillow's default), one file for each image, headers and all; the
-- row DDCAE of the output rounded to 8 bits, in Figure 9 of the code as 32-bit floats, without the decoder. No JPEG 2000 was made.
-- agreement: equal = the replayed number, rounded to the figure's digits, is the printed one; inside = the printed one lies in the interval.
CREATE VIEW table_wani_forensics AS
WITH
    figure AS (
        SELECT printed.*, max(decimals) OVER (PARTITION BY item) AS digits
        FROM printed WHERE paper = 'wani' AND item IN ('figure-8', 'figure-9', 'figure-10')),
    source AS (
        SELECT column1 AS item, column2 AS subject, column3 AS replayed_metric, column4 AS replayed_subject, column5 AS correct_metric,
            column6 AS correct_subject, column7 AS unit
        FROM (VALUES
            ('figure-8', 'JPEG', 'pixelEntropy', 'box-resized', 'pixelEntropy', 'jpeg-75', 'bits, of 8-bit pixels'),
            ('figure-8', 'JPEG 2000', 'pixelEntropy', 'box-resized', NULL, NULL, NULL),
            ('figure-8', 'DDCAE', 'shiftedPixelEntropy', 'network-float32', 'pixelEntropy', 'network-uint8', 'bits, of 8-bit pixels'),
            ('figure-9', 'JPEG', 'pythonObjectBitsPerPixel', 'jpeg', 'bitsPerPixel', 'jpeg-75', 'bits per pixel, of files'),
            ('figure-9', 'JPEG 2000', 'pythonObjectBitsPerPixel', 'jpeg', NULL, NULL, NULL),
            ('figure-9', 'DDCAE', 'pythonObjectBitsPerPixel', 'network', 'bitsPerPixel', 'network-codes-float32', 'bits per pixel, of codes'),
            ('figure-10', 'JPEG', 'meanOverDeviation', 'box-resized', 'signalToNoiseRatio', 'jpeg-75', 'dB'),
            ('figure-10', 'JPEG 2000', 'meanOverDeviation', 'box-resized', NULL, NULL, NULL),
            ('figure-10', 'DDCAE', 'meanOverDeviation', 'network-float32', 'signalToNoiseRatio', 'network-uint8', 'dB'))),
    cell AS (SELECT * FROM wani_cell WHERE task = 'forensics' AND step IS NULL),
    dataset AS (SELECT DISTINCT dataset FROM cell)
SELECT
    'Figure ' || substr(figure.item, 8) AS figure, figure.subject AS "row", coalesce(figure.step, 'all') AS digit, figure.text AS printed,
    replayed.mean AS replayed, replayed.width AS replayed_half_width, replayed.seeds AS replayed_n,
    CASE
        WHEN replayed.mean IS NULL THEN NULL
        WHEN abs(replayed.mean - figure.value) < 0.5001 * power(10, -figure.digits) THEN 'equal'
        WHEN abs(replayed.mean - figure.value) < replayed.width + 0.5 * power(10, -figure.digits) THEN 'inside'
        WHEN replayed.seeds = 1 THEN 'one seed'
        ELSE 'differs' END AS agreement,
    correct.mean AS correct, correct.width AS correct_half_width, correct.seeds AS correct_n,
    CASE WHEN correct.mean IS NOT NULL THEN source.unit END AS unit, dataset.dataset AS dataset
FROM dataset CROSS JOIN figure JOIN source ON source.item = figure.item AND source.subject = figure.subject
LEFT JOIN cell AS replayed ON replayed.dataset = dataset.dataset AND replayed.metric = source.replayed_metric
    AND replayed.subject = source.replayed_subject AND replayed.class IS figure.step
LEFT JOIN cell AS correct ON correct.dataset = dataset.dataset AND correct.metric = source.correct_metric
    AND correct.subject = source.correct_subject AND correct.class IS figure.step
-- In the paper's order: the digits 1 to 9, then 0.
ORDER BY dataset.dataset, CAST(substr(figure.item, 8) AS INTEGER), figure.subject = 'DDCAE', figure.subject, (figure.step + 9) % 10;
