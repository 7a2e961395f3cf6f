-- What it shows: every training of the paper patel (tasks train, train-variant, train-sparse), one row for each configuration and epoch.
-- Unit: cross_entropy and training_cross_entropy in nats per pixel; error is the mean squared error per pixel in [0,1]; decibels with
-- peak 1. Definition: means over n replicates; training_cross_entropy is the mean over the epoch's minibatches, without penalties; the
-- others are of the network after the epoch, on the test images, and empty where it was not measured. A half-width without a number:
-- one replicate. reach is what one more training would stay within of the mean with probability 95 %, were its distribution that of the
-- replicates: half-width of the interval of the mean * sqrt(n + 1). Epoch 0 is a network as it was begun.
CREATE VIEW patel_epoch AS
SELECT
    dataset, configuration, task, start, variant, sparsity, step AS epoch,
    max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'network' AND split = 'test' THEN mean END) AS cross_entropy,
    max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'network' AND split = 'test' THEN half_width_95 END)
        AS cross_entropy_half_width,
    max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'network' AND split = 'test' THEN minimum END) AS cross_entropy_low,
    max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'network' AND split = 'test' THEN maximum END) AS cross_entropy_high,
    max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'network' AND split = 'test' THEN half_width_95 * sqrt(n + 1) END)
        AS cross_entropy_reach,
    max(CASE WHEN metric = 'meanSquaredError' AND subject = 'network' AND split = 'test' THEN mean END) AS error,
    max(CASE WHEN metric = 'meanSquaredError' AND subject = 'network' AND split = 'test' THEN half_width_95 END) AS error_half_width,
    max(CASE WHEN metric = 'peakSignalToNoiseRatio' AND subject = 'network' AND split = 'test' THEN mean END) AS decibels,
    max(CASE WHEN metric = 'peakSignalToNoiseRatio' AND subject = 'network' AND split = 'test' THEN half_width_95 END)
        AS decibels_half_width,
    max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'epoch-mean' AND split = 'train' THEN mean END) AS training_cross_entropy,
    max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'epoch-mean' AND split = 'train' THEN half_width_95 END)
        AS training_cross_entropy_half_width,
    max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'epoch-mean' AND split = 'train' THEN minimum END)
        AS training_cross_entropy_low,
    max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'epoch-mean' AND split = 'train' THEN maximum END)
        AS training_cross_entropy_high,
    max(CASE WHEN metric = 'penalty' THEN mean END) AS penalty,
    max(n) AS n
FROM patel_cell
WHERE task IN ('train', 'train-variant', 'train-sparse') AND step IS NOT NULL
GROUP BY dataset, configuration, step;
