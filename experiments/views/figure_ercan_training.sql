-- What it shows: the training of the paper ercan's networks, epoch by epoch, for the figure ercan-training.
-- Unit: mean squared error per pixel, pixels in [0,1]. Definition: error = mean over replicates of the mean over the epoch's minibatches
-- (curve = train), or of the error on the test images (curve = test); low and high are the least and greatest replicate.
CREATE VIEW figure_ercan_training AS
SELECT
    recipe, code, network, CASE split WHEN 'train' THEN 'train' ELSE 'test' END AS curve, step AS epoch,
    mean AS error, minimum AS low, maximum AS high, n, dataset
FROM ercan_cell
WHERE task = 'train' AND metric = 'meanSquaredError' AND class IS NULL
    AND ((subject = 'epoch-mean' AND split = 'train') OR (subject = 'network' AND split = 'test'))
ORDER BY dataset, recipe, code, curve, epoch;
