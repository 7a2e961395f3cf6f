-- What it shows: which garments the paper feng's classifier still knows after compression.
-- Unit: accuracy in per cent of the test images of each class, the example's classifier of originals, all test images.
-- Definition: means over n replicates ± the half-width of the 95 % confidence interval; the last row is over all classes.
CREATE VIEW table_feng_classes AS
WITH
    garment (class, name) AS (
        VALUES (0, 'T-shirt/top'), (1, 'trouser'), (2, 'pullover'), (3, 'dress'), (4, 'coat'), (5, 'sandal'), (6, 'shirt'), (7, 'sneaker'),
            (8, 'bag'), (9, 'ankle boot')),
    most AS (SELECT dataset, max(images) AS images FROM feng_cell WHERE task = 'classify' AND metric = 'accuracy' GROUP BY dataset),
    result AS (
        SELECT dataset, class, subject AS method, 100 * mean AS accuracy, 100 * half_width_95 AS half_width, n
        FROM feng_cell JOIN most USING (dataset, images)
        WHERE task = 'classify' AND classifier = 'example' AND metric = 'accuracy' AND step IS NULL)
SELECT
    CASE WHEN result.class IS NULL THEN 'all' ELSE coalesce(max(garment.name), result.class) END AS garment,
    max(CASE method WHEN 'originals' THEN accuracy END) AS originals,
    max(CASE method WHEN 'originals' THEN half_width END) AS originals_half_width,
    max(CASE method WHEN 'cnn' THEN accuracy END) AS cnn, max(CASE method WHEN 'cnn' THEN half_width END) AS cnn_half_width,
    max(CASE method WHEN 'ann' THEN accuracy END) AS ann, max(CASE method WHEN 'ann' THEN half_width END) AS ann_half_width,
    max(CASE method WHEN 'shared' THEN accuracy END) AS shared, max(CASE method WHEN 'shared' THEN half_width END) AS shared_half_width,
    max(CASE method WHEN 'unpooling' THEN accuracy END) AS unpooling,
    max(CASE method WHEN 'unpooling' THEN half_width END) AS unpooling_half_width,
    max(CASE method WHEN 'pca-40' THEN accuracy END) AS pca_40, max(CASE method WHEN 'pca-40' THEN half_width END) AS pca_40_half_width,
    max(CASE method WHEN 'pca-400' THEN accuracy END) AS pca_400, max(CASE method WHEN 'pca-400' THEN half_width END) AS pca_400_half_width,
    max(n) AS n, dataset
FROM result LEFT JOIN garment ON garment.class = result.class
GROUP BY dataset, result.class
ORDER BY dataset, result.class IS NULL, result.class;
