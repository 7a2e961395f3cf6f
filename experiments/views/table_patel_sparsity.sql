-- What it shows: what a penalty on the activity of all layers but the last costs the paper patel's network, begun with Glorot's weights.
-- Unit: nats per test pixel; mean squared error per test pixel in [0,1]; decibels with peak 1; change in percent of the first row's
-- cross-entropy; divergence in nats per unit.
-- Definition: the penalty is weight * the sum over units of KL(target ‖ mean activation over the minibatch); divergence = the mean of KL
-- over all units under the penalty and over the last epoch's minibatches, which is 0 where every unit is as active as the target says.
-- The first row, without a penalty, is the task train after as many epochs: mean over n replicates ± half-width of the 95 % confidence
-- interval. beyond_chance: see patel_variant. Targets and weights are those of the stage train-sparse.
CREATE VIEW table_patel_sparsity AS
WITH
    arms AS (SELECT * FROM patel_variant WHERE configuration LIKE 'patel/train-sparse%'),
    setting AS (
        SELECT column1 AS position, column2 AS arm, column3 AS target, column4 AS weight
        FROM (VALUES (1, 'weak', 0.1, 0.0001), (2, 'medium', 0.05, 0.0001), (3, 'strong', 0.05, 0.001))),
    reference AS (SELECT dataset, max(epoch) AS epoch FROM arms GROUP BY dataset),
    -- Biases of all layers, less those of the pixels.
    units AS (
        SELECT parameters.dataset, parameters.configuration,
            parameters.mean - weights.mean
                - (SELECT value FROM printed WHERE paper = 'patel' AND item = 'network' AND subject = 'input') AS units
        FROM patel_cell AS parameters JOIN patel_cell AS weights
            ON weights.dataset = parameters.dataset AND weights.configuration = parameters.configuration
            AND weights.metric = 'weightCount' AND weights.subject = 'network'
        WHERE parameters.metric = 'parameterCount' AND parameters.subject = 'network'),
    line AS (
        SELECT 0 AS position, 'none' AS penalty, NULL AS target, NULL AS weight, reference.epoch AS epoch,
            cross_entropy, cross_entropy_half_width, error, error_half_width, decibels, decibels_half_width, n,
            NULL AS change, NULL AS beyond_chance, NULL AS divergence, reference.dataset AS dataset
        FROM reference LEFT JOIN patel_epoch ON patel_epoch.dataset = reference.dataset AND patel_epoch.task = 'train'
            AND patel_epoch.start = 'glorot' AND patel_epoch.epoch = reference.epoch
        UNION ALL
        SELECT setting.position, arms.arm, target, weight, arms.epoch, arms.cross_entropy, NULL, arms.error, NULL, arms.decibels, NULL,
            arms.n, arms.change, arms.verdict, arms.penalty / (weight * units.units), arms.dataset
        FROM arms JOIN setting ON setting.arm = arms.arm
        LEFT JOIN units ON units.dataset = arms.dataset AND units.configuration = arms.configuration)
SELECT
    penalty, target, weight, epoch, cross_entropy, cross_entropy_half_width, change, beyond_chance, error, error_half_width, decibels,
    decibels_half_width, n, divergence, dataset
FROM line ORDER BY dataset, position;
