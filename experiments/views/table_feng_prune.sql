-- What it shows: what the smallest weights of the paper feng's networks matter, whose pruning it leaves to future work.
-- Unit: error per pixel in [0,1] on the first test images, of outputs rounded to 8 bits; accuracy in per cent, of the example's classifier
-- of originals on them.
-- Definition: pruned = per cent of the weights set to zero, the smallest first, without training after; biases stay. Means over n
-- replicates ± the half-width of the 95 % confidence interval.
CREATE VIEW table_feng_prune AS
WITH result AS (
    SELECT dataset, network, CAST(substr(subject, 8) AS INTEGER) AS pruned, metric, n,
        CASE metric WHEN 'accuracy' THEN 100 ELSE 1 END * mean AS mean,
        CASE metric WHEN 'accuracy' THEN 100 ELSE 1 END * half_width_95 AS half_width
    FROM feng_cell WHERE task = 'prune' AND subject LIKE 'pruned-%' AND metric IN ('accuracy', 'meanSquaredError'))
SELECT
    pruned,
    max(CASE WHEN network = 'cnn' AND metric = 'meanSquaredError' THEN mean END) AS cnn_error,
    max(CASE WHEN network = 'cnn' AND metric = 'meanSquaredError' THEN half_width END) AS cnn_error_half_width,
    max(CASE WHEN network = 'ann' AND metric = 'meanSquaredError' THEN mean END) AS ann_error,
    max(CASE WHEN network = 'ann' AND metric = 'meanSquaredError' THEN half_width END) AS ann_error_half_width,
    max(CASE WHEN network = 'shared' AND metric = 'meanSquaredError' THEN mean END) AS shared_error,
    max(CASE WHEN network = 'shared' AND metric = 'meanSquaredError' THEN half_width END) AS shared_error_half_width,
    max(CASE WHEN network = 'cnn' AND metric = 'accuracy' THEN mean END) AS cnn_accuracy,
    max(CASE WHEN network = 'cnn' AND metric = 'accuracy' THEN half_width END) AS cnn_accuracy_half_width,
    max(CASE WHEN network = 'ann' AND metric = 'accuracy' THEN mean END) AS ann_accuracy,
    max(CASE WHEN network = 'ann' AND metric = 'accuracy' THEN half_width END) AS ann_accuracy_half_width,
    max(CASE WHEN network = 'shared' AND metric = 'accuracy' THEN mean END) AS shared_accuracy,
    max(CASE WHEN network = 'shared' AND metric = 'accuracy' THEN half_width END) AS shared_accuracy_half_width,
    max(n) AS n, dataset
FROM result GROUP BY dataset, pruned ORDER BY dataset, pruned;
