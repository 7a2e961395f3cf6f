-- What it shows: the curves of rate over quality that coding_saving compares, as cubics between the points of each codec.
-- Unit: dB; natural logarithm of bits per pixel. Definition: points that another beats in quality at no higher rate are left out;
-- between x and x + width, at t = (quality - x) / width, the logarithm is y + t (first + t (square + t cube)). Slopes are harmonic means of
-- the chords' (pchip: Fritsch and Butland 1984), at the ends the three-point formula of Moler 2004, as in Sources/RateDistortion; a test
-- holds the means of what comes of it against the averages measured there.
CREATE VIEW coding_curve AS
WITH
    named (method, codec) AS (
        VALUES ('jpeg-optimized mosaic', 'JPEG mosaic'), ('jpeg shared-header', 'JPEG, header once'),
            ('jpeg-optimized separate', 'JPEG files'), ('jpeg-2000 mosaic', 'JPEG 2000 mosaic'), ('webp mosaic', 'WebP mosaic'),
            ('webp separate', 'WebP files'), ('rate–distortion convolutional', 'rate–distortion convolutional'),
            ('rate–distortion dense', 'rate–distortion dense'), ('principal components', 'principal components'), ('ercan', 'ercan'),
            ('wani', 'wani'), ('patel', 'patel'), ('feng-ann', 'feng-ann')),
    point AS (
        SELECT images, dataset, codec, decibels AS x, ln(bits_per_pixel) AS y,
            max(decibels) OVER (PARTITION BY images, codec ORDER BY bits_per_pixel, -decibels
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS best
        FROM coding_point JOIN named USING (method) WHERE decibels IS NOT NULL),
    chord AS (
        SELECT *, lead(x) OVER curve - x AS width, (lead(y) OVER curve - y) / (lead(x) OVER curve - x) AS chord
        FROM point WHERE best IS NULL OR x > best WINDOW curve AS (PARTITION BY images, codec ORDER BY x)),
    -- Of an end: its own chord and width, and the next ones; of a point between, those before and after.
    corner AS (
        SELECT *, lag(chord) OVER curve AS before, lag(width) OVER curve AS width_before,
            lead(chord) OVER curve AS following, lead(width) OVER curve AS width_following,
            lag(chord, 2) OVER curve AS earlier, lag(width, 2) OVER curve AS width_earlier
        FROM chord WINDOW curve AS (PARTITION BY images, codec ORDER BY x)),
    parabola AS (
        SELECT *,
            CASE WHEN before IS NULL THEN ((2 * width + width_following) * chord - width * following) / (width + width_following)
                WHEN chord IS NULL THEN ((2 * width_before + width_earlier) * before - width_before * earlier) / (width_before + width_earlier)
                END AS tangent,
            coalesce(before, chord) AS near, CASE WHEN before IS NULL THEN following ELSE earlier END AS next
        FROM corner),
    sloped AS (
        SELECT images, dataset, codec, x, y, width, chord,
            CASE
                WHEN before IS NOT NULL AND chord IS NOT NULL THEN
                    CASE WHEN before * chord > 0 THEN 3 * (width + width_before)
                        / ((2 * width + width_before) / before + (width + 2 * width_before) / chord) ELSE 0 END
                WHEN tangent IS NULL THEN near
                WHEN tangent * near <= 0 THEN 0
                WHEN near * next <= 0 AND abs(tangent) > abs(3 * near) THEN 3 * near
                ELSE tangent END AS slope
        FROM parabola),
    piece AS (
        SELECT *, lead(slope) OVER (PARTITION BY images, codec ORDER BY x) AS slope_after FROM sloped)
SELECT
    images, dataset, codec, x, width, y, slope * width AS first,
    (3 * chord - 2 * slope - slope_after) * width AS square, (slope + slope_after - 2 * chord) * width AS cube
FROM piece WHERE width IS NOT NULL;
