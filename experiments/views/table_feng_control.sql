-- What it shows: the three networks of the paper feng under equal conditions.
-- Unit: error per pixel in [0,1] on the test images; accuracy in per cent of the example's classifier of originals on their reconstructions.
-- Definition: each row gives the three networks the same optimizer, as many numbers in the code and the same training images; one training
-- each, of about as many steps in every row. best = the network of the least error. The paper's row for the CNN is Adam with 40 numbers,
-- for the two others SGD with 400.
CREATE VIEW table_feng_control AS
SELECT
    optimizer, code, images, max(epochs) AS epochs,
    max(CASE network WHEN 'cnn' THEN error END) AS cnn_error,
    max(CASE network WHEN 'ann' THEN error END) AS ann_error,
    max(CASE network WHEN 'shared' THEN error END) AS shared_error,
    max(CASE network WHEN 'cnn' THEN accuracy END) AS cnn_accuracy,
    max(CASE network WHEN 'ann' THEN accuracy END) AS ann_accuracy,
    max(CASE network WHEN 'shared' THEN accuracy END) AS shared_accuracy,
    (SELECT network FROM feng_control_arm AS best WHERE best.dataset = arm.dataset AND best.optimizer = arm.optimizer
        AND best.code = arm.code AND best.images = arm.images ORDER BY error LIMIT 1) AS best,
    max(n) AS n, dataset
FROM feng_control_arm AS arm
GROUP BY dataset, optimizer, code, images
ORDER BY dataset, code, images, optimizer;
