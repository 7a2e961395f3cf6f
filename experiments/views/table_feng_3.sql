-- What it shows: Table 3 of the paper feng: its classifier before the reconstructions of its three networks.
-- Unit: loss in nats per image, accuracy in per cent, errors per pixel in [0,1].
-- Definition: printed = the paper's number, whose “final loss” is taken for the classifier's cross-entropy; replayed = means over n
-- replicates ± the half-width of the 95 % confidence interval; the networks by the paper's optimizers, at the learning rate of the least
-- validation error. images = how many test images, from the first; the paper does not say. error = of the reconstructions classified.
-- The printed training times have no counterpart here: measurements are the same on any machine.
CREATE VIEW table_feng_3 AS
SELECT
    feng_method.name AS method, result.classifier, result.images,
    loss.text AS printed_loss, result.cross_entropy AS replayed_loss, result.cross_entropy_half_width AS replayed_loss_half_width,
    accuracy.text AS printed_accuracy, result.accuracy AS replayed_accuracy, result.accuracy_half_width AS replayed_accuracy_half_width,
    result.error, result.error_half_width, result.n AS replayed_n, result.dataset
FROM feng_classified AS result
JOIN feng_method USING (dataset, method)
JOIN printed AS loss ON loss.paper = 'feng' AND loss.item = 'table-3-loss' AND loss.subject = result.method
JOIN printed AS accuracy ON accuracy.paper = 'feng' AND accuracy.item = 'table-3-accuracy' AND accuracy.subject = result.method
ORDER BY result.dataset, result.classifier, result.images, feng_method.position;
