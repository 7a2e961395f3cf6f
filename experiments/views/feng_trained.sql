-- What it shows: the paper feng's networks after their last epoch, by the paper's optimizers.
-- Unit: error per pixel in [0,1], outputs as the network gives them; numbers to learn.
-- Definition: train = mean over the last epoch's training minibatches; test = over the test images of the autoencoders; ratio = test /
-- train of each replicate. Means over n replicates ± the half-width of the 95 % confidence interval; least and greatest of the test error.
CREATE VIEW feng_trained AS
WITH
    last AS (
        SELECT dataset, stage, max(step) AS epochs FROM measurement
        WHERE paper = 'feng' AND stage LIKE 'feng/train[%' AND metric = 'meanSquaredError' AND split = 'test' GROUP BY dataset, stage),
    raw AS (
        SELECT last.dataset, last.stage, epochs, network.value AS network,
            max(CASE WHEN split = 'train' AND subject = 'epoch-mean' THEN measurement.value END) AS train,
            max(CASE WHEN split = 'test' AND subject = 'network' THEN measurement.value END) AS test
        FROM last JOIN measurement ON measurement.stage = last.stage AND measurement.dataset = last.dataset AND step = epochs
            AND metric = 'meanSquaredError'
        JOIN axis AS network ON network.stage = last.stage AND network.name = 'network'
        GROUP BY last.dataset, last.stage),
    averaged AS (
        SELECT *, avg(train) OVER network AS train_mean, avg(test) OVER network AS test_mean, avg(test / train) OVER network AS ratio_mean,
            count(*) OVER network AS size
        FROM raw WINDOW network AS (PARTITION BY dataset, network)),
    learnt AS (
        SELECT dataset, network, max(mean) AS parameters FROM feng_cell
        WHERE task = 'train' AND metric = 'parameterCount' AND subject = 'network' GROUP BY dataset, network)
SELECT
    averaged.dataset, averaged.network, max(epochs) AS epochs, size AS n, max(learnt.parameters) AS parameters,
    train_mean AS train, quantile975 * sqrt(sum((train - train_mean) * (train - train_mean)) / (size - 1) / size) AS train_half_width,
    test_mean AS test, quantile975 * sqrt(sum((test - test_mean) * (test - test_mean)) / (size - 1) / size) AS test_half_width,
    min(test) AS least, max(test) AS greatest,
    ratio_mean AS ratio,
    quantile975 * sqrt(sum((test / train - ratio_mean) * (test / train - ratio_mean)) / (size - 1) / size) AS ratio_half_width
FROM averaged
LEFT JOIN student_t ON degrees = min(size - 1, 30)
LEFT JOIN learnt USING (dataset, network)
GROUP BY averaged.dataset, averaged.network, size, train_mean, test_mean, ratio_mean, quantile975;
