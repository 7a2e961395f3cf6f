-- What it shows: what a mosaic of JPEG takes where it has a model's PSNR.
-- Unit: bits per pixel. Definition: between its settings on either side, in proportion to PSNR; no row where JPEG has no so low a PSNR.
CREATE VIEW coding_equal AS
WITH
    jpeg AS (SELECT dataset, decibels, bits_per_pixel AS rate FROM coding_point WHERE method = 'jpeg-optimized mosaic'),
    bracket AS (
        SELECT
            model, cost.dataset, cost.decibels,
            (SELECT max(decibels) FROM jpeg WHERE jpeg.dataset = cost.dataset AND jpeg.decibels <= cost.decibels) AS low,
            (SELECT min(decibels) FROM jpeg WHERE jpeg.dataset = cost.dataset AND jpeg.decibels > cost.decibels) AS high
        FROM coding_cost AS cost)
SELECT
    model, below.rate + (above.rate - below.rate) * (bracket.decibels - low) / (high - low) AS jpeg_rate
FROM bracket
JOIN jpeg AS below ON below.dataset = bracket.dataset AND below.decibels = low
JOIN jpeg AS above ON above.dataset = bracket.dataset AND above.decibels = high;
