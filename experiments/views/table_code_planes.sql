-- What it shows: how much of the codes of images two linear planes hold, and how well they tell classes apart. Unit: percent.
-- Definition: see figure_code_planes; pixels = the images themselves.
CREATE VIEW table_code_planes AS
SELECT
    code,
    100 * max(CASE method WHEN 'pca' THEN share END) AS components_share,
    100 * max(CASE method WHEN 'pca' THEN accuracy END) AS components_accuracy,
    100 * max(CASE method WHEN 'lda' THEN share END) AS discriminants_share,
    100 * max(CASE method WHEN 'lda' THEN accuracy END) AS discriminants_accuracy,
    dataset
FROM figure_code_planes
GROUP BY code, dataset
ORDER BY dataset = 'fashion-mnist' OR dataset = 'synthetic-garments', code NOT LIKE '%pixels', code;
