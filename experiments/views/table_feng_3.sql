-- What it shows: Table 3 of the paper feng, and what it leaves out: the classifier of originals before every kind of reconstruction.
-- Unit: cross-entropy in nats per image, accuracy in per cent, error per pixel in [0,1].
-- Definition: printed = the paper's number, whose “final loss” is taken for the classifier's cross-entropy; replayed = means over n
-- replicates ± the half-width of the 95 % confidence interval, of reconstructions rounded to 8 bits. images = how many test images, from
-- the first.
CREATE VIEW table_feng_3 AS
WITH
    result AS (
        SELECT dataset, classifier, images, subject AS method,
            max(CASE metric WHEN 'softmaxCrossEntropy' THEN mean END) AS loss,
            max(CASE metric WHEN 'softmaxCrossEntropy' THEN half_width_95 END) AS loss_half_width,
            max(CASE metric WHEN 'accuracy' THEN 100 * mean END) AS accuracy,
            max(CASE metric WHEN 'accuracy' THEN 100 * half_width_95 END) AS accuracy_half_width,
            max(CASE metric WHEN 'meanSquaredError' THEN mean END) AS error,
            max(CASE metric WHEN 'meanSquaredError' THEN half_width_95 END) AS error_half_width,
            max(n) AS n
        FROM feng_cell
        WHERE task = 'classify' AND class IS NULL AND step IS NULL AND metric IN ('softmaxCrossEntropy', 'accuracy', 'meanSquaredError')
        GROUP BY dataset, classifier, images, subject)
SELECT
    result.method, result.classifier, result.images,
    loss.text AS printed_loss, result.loss AS replayed_loss, result.loss_half_width AS replayed_loss_half_width,
    accuracy.text AS printed_accuracy, result.accuracy AS replayed_accuracy,
    result.accuracy_half_width AS replayed_accuracy_half_width, result.error, result.error_half_width,
    result.n AS replayed_n, result.dataset
FROM result
LEFT JOIN printed AS loss ON loss.paper = 'feng' AND loss.item = 'table-3-loss' AND loss.subject = result.method
LEFT JOIN printed AS accuracy ON accuracy.paper = 'feng' AND accuracy.item = 'table-3-accuracy' AND accuracy.subject = result.method
ORDER BY result.dataset, result.classifier, result.images, result.accuracy DESC;
