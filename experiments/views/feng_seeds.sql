-- What it shows: how far trainings of the paper feng's networks lie apart that differ in nothing but their seed.
-- Unit: error per pixel in [0,1] on the test images.
-- Definition: least and greatest error after the last epoch, over the replicates of the paper's recipe, the arm of the control with as many
-- numbers in the code and as few training images, and the training by which the learning rate was chosen; the rates of the recipe and of the
-- control are those chosen. Trainings of as many epochs only, and networks with two seeds at least. spread = (greatest - least) / mean.
CREATE VIEW feng_seeds AS
WITH
    trained AS (
        SELECT measurement.dataset, network.value AS network, CASE network.value WHEN 'cnn' THEN 'adam' ELSE 'sgd' END AS optimizer,
            feng_trained.epochs, measurement.value AS error
        FROM measurement
        JOIN stage ON stage.name = measurement.stage AND stage.task = 'train'
        JOIN axis AS network ON network.stage = measurement.stage AND network.name = 'network'
        JOIN feng_trained ON feng_trained.dataset = measurement.dataset AND feng_trained.network = network.value
            AND measurement.step = feng_trained.epochs
        WHERE measurement.paper = 'feng' AND metric = 'meanSquaredError' AND split = 'test' AND subject = 'network'
            AND network.value <> 'unpooling'
        UNION ALL
        SELECT arm.dataset, network, optimizer, epochs, error FROM feng_control_arm AS arm
        JOIN feng_method ON feng_method.dataset = arm.dataset AND feng_method.method = arm.network AND feng_method.numbers = arm.code
        WHERE images = (SELECT min(images) FROM feng_control_arm AS every WHERE every.dataset = arm.dataset)
        UNION ALL
        SELECT dataset, network, optimizer, epochs, test FROM table_feng_rates WHERE chosen = 'yes')
SELECT dataset, network, optimizer, count(error) AS seeds, min(error) AS least, max(error) AS greatest,
    (max(error) - min(error)) / avg(error) AS spread
FROM trained
WHERE epochs = (SELECT epochs FROM feng_trained WHERE feng_trained.dataset = trained.dataset AND feng_trained.network = trained.network)
GROUP BY dataset, network, optimizer
HAVING count(error) > 1;
