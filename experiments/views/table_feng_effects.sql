-- What it shows: how much of the differences between the paper feng's networks is network, optimizer, width of the code, training images.
-- Unit: decibels of PSNR on the test images (3 dB halve the error); points of per cent of the classifier's accuracy.
-- Definition: of each pair of arms of the control that differ in nothing but what is named, the second minus the first; mean, least and
-- greatest over the pairs; one training in each arm.
CREATE VIEW table_feng_effects AS
WITH
    pair AS (
        SELECT 1 AS position, 'optimizer: Adam instead of SGD' AS change, a.dataset, b.decibels - a.decibels AS decibels,
            b.accuracy - a.accuracy AS points
        FROM feng_control_arm AS a JOIN feng_control_arm AS b USING (dataset, network, code, images)
        WHERE a.optimizer = 'sgd' AND b.optimizer = 'adam'
        UNION ALL
        SELECT 2, 'code: ' || b.code || ' numbers instead of ' || a.code, a.dataset, b.decibels - a.decibels, b.accuracy - a.accuracy
        FROM feng_control_arm AS a JOIN feng_control_arm AS b USING (dataset, network, optimizer, images) WHERE a.code < b.code
        UNION ALL
        SELECT 3, 'training images: ' || printf('%,d instead of %,d', b.images, a.images) || ', as many steps', a.dataset,
            b.decibels - a.decibels, b.accuracy - a.accuracy
        FROM feng_control_arm AS a JOIN feng_control_arm AS b USING (dataset, network, optimizer, code) WHERE a.images < b.images
        UNION ALL
        SELECT 4, 'network: CNN instead of ANN', a.dataset, b.decibels - a.decibels, b.accuracy - a.accuracy
        FROM feng_control_arm AS a JOIN feng_control_arm AS b USING (dataset, optimizer, code, images)
        WHERE a.network = 'ann' AND b.network = 'cnn'
        UNION ALL
        SELECT 5, 'network: shared weights instead of ANN', a.dataset, b.decibels - a.decibels, b.accuracy - a.accuracy
        FROM feng_control_arm AS a JOIN feng_control_arm AS b USING (dataset, optimizer, code, images)
        WHERE a.network = 'ann' AND b.network = 'shared')
SELECT change, count(*) AS pairs, avg(decibels) AS decibels, min(decibels) AS least_decibels, max(decibels) AS greatest_decibels,
    avg(points) AS points, min(points) AS least_points, max(points) AS greatest_points, dataset
FROM pair GROUP BY dataset, position, change ORDER BY dataset, position;
