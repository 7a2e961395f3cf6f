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
    -- Where both curves are, t along the piece of each.
    met AS (
        SELECT place.*, curve.codec AS curve, y, first, square, cube, (decibels - x) / width AS t
        FROM place JOIN curve ON curve.images = place.images AND curve.codec IN (place.codec, place.anchor)
            AND decibels >= x - 1e-9 AND decibels <= x + width + 1e-9),
    value AS (
        SELECT images, dataset, codec, anchor, decibels, mean, from_decibels, to_decibels,
            max(CASE curve WHEN codec THEN y + t * (first + t * (square + t * cube)) END) AS own,
            max(CASE curve WHEN anchor THEN y + t * (first + t * (square + t * cube)) END) AS other
        FROM met GROUP BY images, codec, anchor, decibels)
SELECT
    images, anchor, codec, decibels, 100 * (exp(own - other) - 1) AS percent, mean, from_decibels, to_decibels,
    exp(own - other) <= 2.18 AS is_shown, dataset
FROM value WHERE own IS NOT NULL AND other IS NOT NULL
ORDER BY images, anchor, codec, decibels;
