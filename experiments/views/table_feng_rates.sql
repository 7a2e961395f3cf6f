-- What it shows: how the learning rate, which the paper feng does not give, decides the error and the accuracy of its networks.
-- Unit: error per pixel in [0,1]; accuracy in per cent, cross-entropy in nats per image, of the example's classifier of originals.
-- Definition: after the last epoch; validation = the images set aside from the training file, by which the rate is chosen; one training
-- each. chosen = yes at the least validation error of its network and optimizer. printed_order = yes where the mean accuracy that the CNN
-- reaches by the paper's recipe is above the ANN's at this rate, and the ANN's above that of shared weights at this rate; cnn_first = yes
-- where the CNN's is above both. The accuracies of the rates of Adam are not measured.
CREATE VIEW table_feng_rates AS
WITH
    trained AS (
        SELECT dataset, task, coalesce(network, 'cnn') AS network, CASE task WHEN 'rates-adam' THEN 'adam' ELSE 'sgd' END AS optimizer, rate,
            step, max(step) OVER (PARTITION BY dataset, configuration) AS epochs, split, mean, n
        FROM feng_cell
        WHERE task IN ('rates-sgd', 'rates-adam') AND metric = 'meanSquaredError' AND subject = 'network'
            AND split IN ('validation', 'test')),
    final AS (
        SELECT dataset, network, optimizer, rate, max(epochs) AS epochs, max(CASE split WHEN 'validation' THEN mean END) AS validation,
            max(CASE split WHEN 'test' THEN mean END) AS test, max(n) AS n
        FROM trained WHERE step = epochs GROUP BY dataset, network, optimizer, rate),
    answered AS (
        SELECT dataset, network, rate, max(CASE metric WHEN 'accuracy' THEN 100 * mean END) AS accuracy,
            max(CASE metric WHEN 'softmaxCrossEntropy' THEN mean END) AS cross_entropy
        FROM feng_cell WHERE task = 'classify-rates' AND subject = network AND class IS NULL AND step IS NULL
        GROUP BY dataset, network, rate),
    ordered AS (
        SELECT ann.dataset, ann.rate, cnn.accuracy > ann.accuracy AND ann.accuracy > shared.accuracy AS is_printed,
            cnn.accuracy > max(ann.accuracy, shared.accuracy) AS is_first
        FROM answered AS ann JOIN answered AS shared ON shared.dataset = ann.dataset AND shared.rate = ann.rate AND shared.network = 'shared'
        JOIN feng_classified AS cnn ON cnn.dataset = ann.dataset AND cnn.method = 'cnn' AND cnn.classifier = 'example' AND cnn.is_first
        WHERE ann.network = 'ann')
SELECT
    final.network, final.optimizer, final.rate, final.epochs, final.validation, final.test, answered.accuracy, answered.cross_entropy,
    CASE WHEN validation = min(validation) OVER (PARTITION BY final.dataset, final.network, final.optimizer) THEN 'yes' ELSE 'no' END
        AS chosen,
    CASE WHEN final.network <> 'cnn' THEN CASE WHEN ordered.is_first THEN 'yes' WHEN NOT ordered.is_first THEN 'no' END END AS cnn_first,
    CASE WHEN final.network <> 'cnn' THEN CASE WHEN is_printed THEN 'yes' WHEN NOT is_printed THEN 'no' END END AS printed_order,
    final.n, final.dataset
FROM final
LEFT JOIN answered ON final.optimizer = 'sgd' AND answered.dataset = final.dataset AND answered.network = final.network
    AND answered.rate = final.rate
LEFT JOIN ordered ON ordered.dataset = final.dataset AND ordered.rate = final.rate
ORDER BY final.dataset, CASE final.network WHEN 'cnn' THEN 0 WHEN 'ann' THEN 1 ELSE 2 END, final.optimizer, final.rate;
