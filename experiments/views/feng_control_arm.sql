-- What it shows: the arms of the control of the paper feng's confounds: network, optimizer, width of the code, training images.
-- Unit: error per pixel in [0,1] on the test images, accuracy in per cent, cross-entropy in nats per image.
-- Definition: the last epoch of each arm, and the example's classifier of originals before its reconstructions; one training each.
-- decibels = -10 log10 of the error.
CREATE VIEW feng_control_arm AS
WITH
    trained AS (
        SELECT dataset, network, optimizer, code, images, max(step) AS epochs FROM feng_cell
        WHERE task = 'control' AND metric = 'meanSquaredError' AND split = 'test' AND subject = 'network'
        GROUP BY dataset, network, optimizer, code, images),
    answered AS (
        SELECT dataset, network, optimizer, code, images,
            max(CASE metric WHEN 'accuracy' THEN 100 * mean END) AS accuracy,
            max(CASE metric WHEN 'softmaxCrossEntropy' THEN mean END) AS cross_entropy
        FROM feng_cell
        WHERE task = 'classify-control' AND subject = network AND class IS NULL AND step IS NULL
        GROUP BY dataset, network, optimizer, code, images)
SELECT
    trained.network, trained.optimizer, trained.code, trained.images, trained.epochs,
    error.mean AS error, -10 * log10(error.mean) AS decibels, answered.accuracy, answered.cross_entropy, error.n AS n, trained.dataset
FROM trained
JOIN feng_cell AS error
    ON error.task = 'control' AND error.metric = 'meanSquaredError' AND error.split = 'test' AND error.subject = 'network'
    AND error.dataset = trained.dataset AND error.network = trained.network AND error.optimizer = trained.optimizer
    AND error.code = trained.code AND error.images = trained.images AND error.step = trained.epochs
LEFT JOIN answered
    ON answered.dataset = trained.dataset AND answered.network = trained.network AND answered.optimizer = trained.optimizer
    AND answered.code = trained.code AND answered.images = trained.images
ORDER BY trained.dataset, trained.code, trained.images, trained.optimizer, trained.network;
