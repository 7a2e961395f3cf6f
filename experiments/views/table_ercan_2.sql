-- What it shows: Table 2 of the paper ercan: the error by code width and epoch (“iteration” in the paper).
-- Unit: mean squared error per pixel, pixels in [0,1]; the paper calls it root mean square error.
-- Definition: printed = the paper's number; replayed = his formula, the error of the last training minibatch of the epoch, and in
-- the column Test the mean over the training minibatches of the last epoch; correct = the error on the test images after that
-- epoch. Both are means over n replicates ± the half-width of the 95 % confidence interval.
-- The row printed as 128-22-128 stands at the network 784-128-784 that it was measured on; the true 22-unit code has no printed number.
CREATE VIEW table_ercan_2 AS
WITH
    instant(position, iteration, step) AS (
        SELECT 1, '1', 1 UNION ALL SELECT 2, '50', 50 UNION ALL SELECT 3, '100', 100 UNION ALL SELECT 4, '200', 200
        UNION ALL SELECT 5, 'Test', NULL),
    network AS (SELECT * FROM ercan_last_epoch WHERE recipe = 'paper'),
    error AS (SELECT * FROM ercan_cell WHERE task = 'train' AND metric = 'meanSquaredError' AND recipe = 'paper' AND class IS NULL),
    dataset AS (SELECT DISTINCT dataset FROM error),
    printed_row AS (
        SELECT printed.text, printed.step, printed.subject, trained.value AS code
        FROM printed JOIN printed AS trained
            ON trained.paper = 'ercan' AND trained.item = 'trained-width' AND trained.subject = printed.subject
        WHERE printed.paper = 'ercan' AND printed.item = 'table-2')
SELECT
    network.network AS network,
    iteration,
    coalesce(instant.step, network.epoch) AS epoch,
    printed_row.text AS printed,
    CASE WHEN replayed.diverged > 0 THEN 'diverged' ELSE replayed.mean END AS replayed,
    replayed.half_width_95 AS replayed_half_width,
    replayed.n AS replayed_n,
    CASE WHEN correct.diverged > 0 THEN 'diverged' ELSE correct.mean END AS correct,
    correct.half_width_95 AS correct_half_width,
    correct.n AS correct_n,
    CASE WHEN printed_row.subject IS NOT NULL AND printed_row.subject <> '128-' || network.code || '-128'
        THEN 'printed as ' || printed_row.subject END AS note,
    dataset.dataset AS dataset
FROM network CROSS JOIN instant CROSS JOIN dataset
LEFT JOIN printed_row ON printed_row.code = network.code AND printed_row.step IS instant.step
LEFT JOIN error AS replayed
    ON replayed.configuration = network.configuration AND replayed.dataset = dataset.dataset AND replayed.split = 'train'
    AND replayed.subject = CASE WHEN instant.step IS NULL THEN 'epoch-mean' ELSE 'last-minibatch' END
    AND replayed.step = coalesce(instant.step, network.epoch)
LEFT JOIN error AS correct
    ON correct.configuration = network.configuration AND correct.dataset = dataset.dataset AND correct.split = 'test'
    AND correct.subject = 'network' AND correct.step = coalesce(instant.step, network.epoch)
-- The rows stand in the paper's order: 784-128-784 where it prints 22, then the true 22.
ORDER BY dataset.dataset, CASE network.code WHEN 128 THEN 30 ELSE network.code END DESC, instant.position;
