-- What it shows: what each part of the paper patel's network is worth: the decoder's free weights, the width of its first layer, its
-- depth, and more images, from both starts; one training of each arm.
-- Unit: nats per test pixel; mean squared error per test pixel in [0,1]; change in percent of the first row's cross-entropy.
-- Definition: the first row is the paper's network after as many epochs as the arms, mean over n replicates ± half-width of the 95 %
-- confidence interval. beyond_chance names, for each start, whether the arm is better or worse than the first row by more than one
-- further training of that row would be with probability 95 %; see patel_variant. The last arm takes as many steps in fewer epochs and is
-- measured on all test images, so that it is not held against the first row.
CREATE VIEW table_patel_variants AS
WITH
    arms AS (SELECT * FROM patel_variant WHERE configuration LIKE 'patel/train-variant%'),
    label AS (
        SELECT * FROM (VALUES
            (1, 'tied', 'decoder tied to the encoder', '1000-500-196'),
            (2, 'first-784', 'first layer as wide as the image', '784-500-196'),
            (3, 'first-500', 'narrow first layer', '500-500-196'),
            (4, 'depth-1', 'one layer', '196'),
            (5, 'depth-2', 'two layers', '1000-196'),
            (6, 'depth-4', 'four layers', '1000-500-250-196'),
            (7, 'all-images', 'all training images, all test images', '1000-500-196'))),
    named AS (SELECT column1 AS position, column2 AS arm, column3 AS name, column4 AS encoder FROM label),
    reference AS (
        SELECT dataset, max(epoch) AS epoch FROM arms GROUP BY dataset),
    line AS (
        SELECT 0 AS position, 'as in the paper' AS name, '1000-500-196' AS encoder, reference.epoch AS epoch,
            machines.cross_entropy AS machines, machines.cross_entropy_half_width AS machines_half_width, machines.n AS machines_n,
            NULL AS machines_change,
            glorot.cross_entropy AS glorot, glorot.cross_entropy_half_width AS glorot_half_width, glorot.n AS glorot_n,
            NULL AS glorot_change,
            machines.error AS machines_error, machines.error_half_width AS machines_error_half_width,
            glorot.error AS glorot_error, glorot.error_half_width AS glorot_error_half_width,
            NULL AS beyond_chance, reference.dataset AS dataset
        FROM reference
        LEFT JOIN patel_epoch AS machines ON machines.dataset = reference.dataset AND machines.task = 'train'
            AND machines.start = 'machines' AND machines.epoch = reference.epoch
        LEFT JOIN patel_epoch AS glorot ON glorot.dataset = reference.dataset AND glorot.task = 'train'
            AND glorot.start = 'glorot' AND glorot.epoch = reference.epoch
        UNION ALL
        SELECT named.position, named.name, named.encoder, coalesce(machines.epoch, glorot.epoch),
            machines.cross_entropy, NULL, machines.n, machines.change,
            glorot.cross_entropy, NULL, glorot.n, glorot.change,
            machines.error, NULL, glorot.error, NULL,
            machines.verdict || ' / ' || glorot.verdict, reference.dataset
        FROM named JOIN reference
        LEFT JOIN arms AS machines ON machines.dataset = reference.dataset AND machines.arm = named.arm AND machines.start = 'machines'
        LEFT JOIN arms AS glorot ON glorot.dataset = reference.dataset AND glorot.arm = named.arm AND glorot.start = 'glorot'
        WHERE coalesce(machines.epoch, glorot.epoch) IS NOT NULL)
SELECT
    name AS arm, encoder, epoch, machines, machines_half_width, machines_n, machines_change, glorot, glorot_half_width, glorot_n,
    glorot_change, beyond_chance, machines_error, machines_error_half_width, glorot_error, glorot_error_half_width, dataset
FROM line ORDER BY dataset, position;
