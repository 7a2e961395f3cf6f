-- What it shows: Table 2 of the paper feng: the classifier's progress on the original images.
-- Unit: loss in nats per image, accuracy in per cent.
-- Definition: printed = the paper's number; replayed = for the classifier of each architecture the mean of the loss over the epoch's
-- training minibatches, dropout included, and the accuracy on all test images; means over n replicates ± the half-width of the 95 %
-- confidence interval.
CREATE VIEW table_feng_2 AS
WITH
    result AS (
        SELECT dataset, classifier, step,
            max(CASE WHEN metric = 'softmaxCrossEntropy' AND subject = 'epoch-mean' THEN mean END) AS loss,
            max(CASE WHEN metric = 'softmaxCrossEntropy' AND subject = 'epoch-mean' THEN half_width_95 END) AS loss_half_width,
            max(CASE WHEN metric = 'accuracy' AND split = 'test' THEN 100 * mean END) AS accuracy,
            max(CASE WHEN metric = 'accuracy' AND split = 'test' THEN 100 * half_width_95 END) AS accuracy_half_width,
            max(n) AS n
        FROM feng_cell WHERE task = 'classifier' GROUP BY dataset, classifier, step)
SELECT
    result.step AS epoch, result.classifier,
    loss.text AS printed_loss, result.loss AS replayed_loss, result.loss_half_width AS replayed_loss_half_width,
    accuracy.text AS printed_accuracy, result.accuracy AS replayed_accuracy,
    result.accuracy_half_width AS replayed_accuracy_half_width, result.n AS replayed_n, result.dataset
FROM result
LEFT JOIN printed AS loss ON loss.paper = 'feng' AND loss.item = 'table-2-loss' AND loss.step = result.step
LEFT JOIN printed AS accuracy ON accuracy.paper = 'feng' AND accuracy.item = 'table-2-accuracy' AND accuracy.step = result.step
WHERE result.accuracy IS NOT NULL
ORDER BY result.dataset, result.classifier, result.step;
