-- What it shows: how much rate a codec takes more than another at each quality that both reach: what the average of table_coding_savings is of.
-- Unit: percent of the anchor's rate, negative is less; dB. Definition: see coding_curve, every tenth of a dB and the ends; mean =
-- Bjøntegaard's average over the qualities from_decibels to to_decibels, of coding_saving. is_shown = at most
-- 118 % more, the figure's range.
CREATE VIEW figure_coding_differences AS
WITH RECURSIVE
    pair AS (
        SELECT images, dataset, codec, anchor, rate AS mean, from_decibels, to_decibels FROM coding_saving
        WHERE task = 'compare' AND rate IS NOT NULL AND anchor IN ('JPEG mosaic', 'principal components')),
    tenth (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM tenth WHERE n < 600),
    place AS (
        SELECT pair.*, n / 10.0 AS decibels FROM pair JOIN tenth ON n / 10.0 > from_decibels AND n / 10.0 < to_decibels
        UNION ALL SELECT *, from_decibels FROM pair UNION ALL SELECT *, to_decibels FROM pair),
    curve AS MATERIALIZED (SELECT * FROM coding_curve),
    value AS (
        SELECT place.images, place.codec AS of, place.anchor, decibels, curve.codec,
            max(y + (decibels - x) / width * (first + (decibels - x) / width * (square + (decibels - x) / width * cube))) AS logarithm
        FROM place JOIN curve ON curve.images = place.images AND curve.codec IN (place.codec, place.anchor)
            AND decibels >= x - 1e-9 AND decibels <= x + width + 1e-9
        GROUP BY place.images, place.codec, place.anchor, decibels, curve.codec)
SELECT
    place.images, place.anchor, place.codec, place.decibels, 100 * (exp(own.logarithm - other.logarithm) - 1) AS percent, place.mean,
    place.from_decibels, place.to_decibels, exp(own.logarithm - other.logarithm) <= 2.18 AS is_shown, place.dataset
FROM place
JOIN value AS own ON own.images = place.images AND own.of = place.codec AND own.anchor = place.anchor AND own.decibels = place.decibels
    AND own.codec = place.codec
JOIN value AS other ON other.images = place.images AND other.of = place.codec AND other.anchor = place.anchor
    AND other.decibels = place.decibels AND other.codec = place.anchor
ORDER BY place.images, place.anchor, place.codec, place.decibels;
