-- What it shows: whether the paper ercan's networks know their training images better than others, after the last epoch.
-- Unit: ratio of mean squared errors. Definition: ratio = error on the test images / mean error over the last epoch's training minibatches,
-- of each training of a recipe, whatever the width of its code; mean over n trainings ± half-width of the 95 % confidence interval.
CREATE VIEW ercan_gap AS
WITH
    raw AS (
        SELECT
            measurement.dataset, measurement.stage, recipe, epoch,
            max(CASE WHEN split = 'train' AND subject = 'epoch-mean' THEN measurement.value END) AS train,
            max(CASE WHEN split = 'test' AND subject = 'network' THEN measurement.value END) AS test
        FROM measurement JOIN stage ON stage.name = measurement.stage AND stage.task = 'train'
        JOIN ercan_last_epoch USING (configuration)
        WHERE measurement.paper = 'ercan' AND metric = 'meanSquaredError' AND step = epoch
        GROUP BY measurement.dataset, measurement.stage),
    centred AS (
        SELECT *, avg(test / train) OVER one AS mean, count(test / train) OVER one AS size FROM raw
        WINDOW one AS (PARTITION BY dataset, recipe))
SELECT
    dataset, recipe, max(epoch) AS epochs, mean AS ratio,
    quantile975 * sqrt(sum((test / train - mean) * (test / train - mean)) / (size - 1) / size) AS half_width, size AS n
FROM centred LEFT JOIN student_t ON degrees = min(size - 1, 30)
GROUP BY dataset, recipe, mean, size, quantile975;
