-- What it shows: the paper patel's network from three starts: as begun (epoch 0, measured of the machines alone), after half of its
-- epochs and after all.
-- Unit: cross-entropies in nats per pixel; error is the mean squared error per pixel in [0,1]; decibels with peak 1; saturated is a
-- percentage of the code values of the test images; dead units are of the code.
-- Definition: means over n replicates ± half-width of the 95 % confidence interval, on the test images, codes as 32-bit floats;
-- training_cross_entropy is the mean over the epoch's minibatches, without those before the first epoch. saturated = within 0.01 of 0 or
-- 1; dead = spans less than 0.01 over all test images; both of the trained network.
CREATE VIEW table_patel_starts AS
WITH
    trained AS (SELECT * FROM patel_epoch WHERE task = 'train' AND cross_entropy IS NOT NULL),
    last AS (SELECT dataset, start, max(epoch) AS epoch FROM trained GROUP BY dataset, start),
    code AS (
        SELECT dataset, start,
            max(CASE metric WHEN 'saturatedFraction' THEN 100 * mean END) AS saturated,
            max(CASE metric WHEN 'saturatedFraction' THEN 100 * half_width_95 END) AS saturated_half_width,
            max(CASE metric WHEN 'deadUnits' THEN mean END) AS dead_units,
            max(CASE metric WHEN 'deadUnits' THEN half_width_95 END) AS dead_units_half_width,
            max(n) AS n
        FROM patel_cell WHERE task = 'evaluate' AND metric IN ('saturatedFraction', 'deadUnits') GROUP BY dataset, start)
SELECT
    CASE trained.start WHEN 'machines' THEN 'Boltzmann machines' WHEN 'glorot' THEN 'Glorot' WHEN 'pytorch' THEN 'PyTorch''s default'
        ELSE trained.start END AS start,
    trained.epoch AS epoch,
    trained.training_cross_entropy AS training_cross_entropy,
    trained.training_cross_entropy_half_width AS training_cross_entropy_half_width,
    trained.cross_entropy AS cross_entropy, trained.cross_entropy_half_width AS cross_entropy_half_width,
    trained.error AS error, trained.error_half_width AS error_half_width,
    trained.decibels AS decibels, trained.decibels_half_width AS decibels_half_width,
    trained.n AS n,
    code.saturated AS saturated, code.saturated_half_width AS saturated_half_width,
    code.dead_units AS dead_units, code.dead_units_half_width AS dead_units_half_width, code.n AS code_n,
    trained.dataset AS dataset
FROM trained JOIN last ON last.dataset = trained.dataset AND last.start = trained.start
LEFT JOIN code ON code.dataset = trained.dataset AND code.start = trained.start AND trained.epoch = last.epoch
WHERE trained.epoch IN (0, last.epoch / 2, last.epoch)
ORDER BY trained.dataset, trained.start = 'machines' DESC, trained.start, trained.epoch;
