-- What it shows: the training of the paper wani's networks, epoch by epoch, in both ways of counting, and the test error along the way.
-- Unit: mean squared error per pixel, pixels in [0,1]; in the column loss the sum of that over an epoch's minibatches.
-- Definition: means over n replicates ± half-widths of 95 % confidence intervals. last_epoch = the last that was trained.
CREATE VIEW wani_training AS
SELECT
    dataset, recipe, step AS epoch, max(step) OVER (PARTITION BY dataset, recipe) AS last_epoch,
    max(CASE WHEN subject = 'epoch-sum' THEN mean END) AS loss, max(CASE WHEN subject = 'epoch-sum' THEN half_width_95 END) AS loss_half_width,
    max(CASE WHEN subject = 'epoch-mean' THEN mean END) AS training_error,
    max(CASE WHEN subject = 'epoch-mean' THEN half_width_95 END) AS training_error_half_width,
    max(CASE WHEN split = 'test' THEN mean END) AS test_error, max(CASE WHEN split = 'test' THEN half_width_95 END) AS test_error_half_width,
    max(n) AS n, sum(diverged) AS diverged
FROM wani_cell
WHERE task IN ('train', 'train-variant') AND metric = 'meanSquaredError' AND class IS NULL
    AND (split = 'train' AND subject IN ('epoch-sum', 'epoch-mean') OR split = 'test' AND subject = 'network')
GROUP BY dataset, recipe, step;
