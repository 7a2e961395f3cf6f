-- What it shows: the training of the paper patel's network from its three starts, epoch by epoch, for the figure patel-training.
-- Unit: nats per pixel. Definition: cross_entropy = mean over replicates, on the test images (curve = test) or over the epoch's
-- training minibatches (curve = train); low and high are the least and the greatest replicate. Epoch 0 is the machines alone.
CREATE VIEW figure_patel_training AS
SELECT start, 'test' AS curve, epoch, cross_entropy, cross_entropy_low AS low, cross_entropy_high AS high, n, dataset
FROM patel_epoch WHERE task = 'train' AND cross_entropy IS NOT NULL
UNION ALL
SELECT start, 'train', epoch, training_cross_entropy, training_cross_entropy_low, training_cross_entropy_high, n, dataset
FROM patel_epoch WHERE task = 'train' AND training_cross_entropy IS NOT NULL
ORDER BY dataset, start, curve, epoch;
