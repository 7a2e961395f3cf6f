-- What it shows: how the paper feng's classifiers of originals answer on each kind of images.
-- Unit: accuracy in per cent, cross-entropy in nats per image, error per pixel in [0,1].
-- Definition: means over n replicates ± the half-width of the 95 % confidence interval; reconstructions are rounded to 8 bits. images =
-- how many test images, from the first; sample = all or first: the most and the fewest of them. Errors of JPEG and of principal components
-- do not depend on a seed and have no interval.
CREATE VIEW feng_classified AS
WITH
    counts AS (
        SELECT dataset, min(images) AS fewest, max(images) AS most FROM feng_cell
        WHERE task = 'classify' AND metric = 'accuracy' GROUP BY dataset),
    result AS (
        SELECT dataset, classifier, images, subject AS method,
            max(CASE metric WHEN 'accuracy' THEN 100 * mean END) AS accuracy,
            max(CASE metric WHEN 'accuracy' THEN 100 * half_width_95 END) AS accuracy_half_width,
            max(CASE metric WHEN 'softmaxCrossEntropy' THEN mean END) AS cross_entropy,
            max(CASE metric WHEN 'softmaxCrossEntropy' THEN half_width_95 END) AS cross_entropy_half_width,
            max(CASE metric WHEN 'meanSquaredError' THEN mean END) AS error,
            max(CASE WHEN metric = 'meanSquaredError' AND subject NOT LIKE 'jpeg-%' AND subject NOT LIKE 'pca-%' THEN half_width_95 END)
                AS error_half_width,
            max(n) AS n
        FROM feng_cell
        WHERE task = 'classify' AND class IS NULL AND step IS NULL AND metric IN ('accuracy', 'softmaxCrossEntropy', 'meanSquaredError')
        GROUP BY dataset, classifier, images, subject)
SELECT result.*, images = most AS is_all, images = fewest AS is_first
FROM result JOIN counts USING (dataset);
