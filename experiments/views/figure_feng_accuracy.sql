-- What it shows: accuracy against the size of the code, for the figure feng-accuracy.
-- Unit: numbers in the code, or bytes of a JPEG file; accuracy in per cent.
-- Definition: the example's classifier of originals, the first test images, as many as the control has; low and high bound the 95 %
-- confidence interval, and are the accuracy itself where there is one training. series = recipe (the paper's), printed, control (one
-- training each, of as few images as the recipe's, without the recipe's own arms; name is the optimizer), pca, jpeg, jpeg-scan and
-- originals, which has no size.
CREATE VIEW figure_feng_accuracy AS
WITH
    measured AS (
        SELECT feng_classified.*, numbers, bytes, scan_bytes FROM feng_classified JOIN feng_method USING (dataset, method)
        WHERE classifier = 'example' AND is_first),
    series AS (
        SELECT CASE WHEN method LIKE 'pca-%' THEN 'pca' WHEN method = 'originals' THEN 'originals' ELSE 'recipe' END AS series, method,
            '' AS name, numbers AS size, accuracy, accuracy_half_width, dataset FROM measured WHERE method NOT LIKE 'jpeg-%'
        UNION ALL
        SELECT 'jpeg', method, substr(method, 6), bytes, accuracy, accuracy_half_width, dataset FROM measured WHERE method LIKE 'jpeg-%'
        UNION ALL
        SELECT 'jpeg-scan', method, substr(method, 6), scan_bytes, accuracy, accuracy_half_width, dataset FROM measured
        WHERE method LIKE 'jpeg-%'
        UNION ALL
        SELECT 'control', network, optimizer, code, accuracy, NULL, arm.dataset FROM feng_control_arm AS arm
        JOIN feng_method ON feng_method.dataset = arm.dataset AND feng_method.method = arm.network
        WHERE images = (SELECT min(images) FROM feng_control_arm AS all_arms WHERE all_arms.dataset = arm.dataset)
            AND (code <> numbers OR optimizer <> CASE network WHEN 'cnn' THEN 'adam' ELSE 'sgd' END)
        UNION ALL
        SELECT 'printed', printed.subject, '', numbers, printed.value, NULL, feng_method.dataset FROM printed
        JOIN feng_method ON feng_method.method = printed.subject WHERE printed.paper = 'feng' AND printed.item = 'table-3-accuracy')
SELECT series, method, name, size, accuracy, accuracy - coalesce(accuracy_half_width, 0) AS low,
    accuracy + coalesce(accuracy_half_width, 0) AS high, dataset
FROM series ORDER BY dataset, series, size, method, name;
