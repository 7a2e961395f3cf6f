-- What it shows: codes in a plane: where each class of test images lies, and how well the plane tells classes apart.
-- Unit: the codes', or for lda the standard deviation within classes; share and accuracy are fractions. Definition: pca = the two principal
-- components of the codes of training images, lda = the two linear discriminants; share = the part of the variance (lda: of the variance of
-- the classes' means) on both axes; accuracy = test images whose nearest class mean, of training images, is their own class's. A label stands
-- at its class's mean, pushed away from means that are nearer than the sixteenth part of the panel, which is a square of twice `half` a side
-- that holds 1.3 standard deviations of every class.
CREATE VIEW figure_code_planes AS
WITH
    embedded AS (
        SELECT measurement.*, axis.value AS code
        FROM measurement JOIN axis ON axis.stage = measurement.stage AND axis.name = 'code'
        WHERE paper = 'pictures' AND measurement.stage LIKE 'pictures/plane%'),
    plane AS (
        SELECT
            code, subject AS method, sum(CASE metric WHEN 'varianceShare' THEN value END) AS share,
            max(CASE metric WHEN 'accuracy' THEN value END) AS accuracy
        FROM embedded WHERE class IS NULL GROUP BY code, subject),
    spread AS (
        SELECT
            code, subject AS method, class, dataset,
            max(CASE metric WHEN 'meanX' THEN value END) AS mean_x, max(CASE metric WHEN 'meanY' THEN value END) AS mean_y,
            max(CASE metric WHEN 'varianceX' THEN value END) AS variance_x, max(CASE metric WHEN 'varianceY' THEN value END) AS variance_y,
            max(CASE metric WHEN 'covariance' THEN value END) AS covariance
        FROM embedded WHERE class IS NOT NULL AND step IS NULL GROUP BY code, subject, class, dataset),
    panel AS (
        SELECT
            code, method, (max(mean_x + reach_x) + min(mean_x - reach_x)) / 2 AS centre_x,
            (max(mean_y + reach_y) + min(mean_y - reach_y)) / 2 AS centre_y,
            0.54 * max(max(mean_x + reach_x) - min(mean_x - reach_x), max(mean_y + reach_y) - min(mean_y - reach_y)) AS half
        FROM (SELECT *, 1.3 * sqrt(variance_x) AS reach_x, 1.3 * sqrt(variance_y) AS reach_y FROM spread)
        GROUP BY code, method),
    near AS (
        SELECT
            one.code, one.method, one.class, one.mean_x - other.mean_x AS x, one.mean_y - other.mean_y AS y, 0.125 * half AS least,
            max(1e-9, sqrt((one.mean_x - other.mean_x) * (one.mean_x - other.mean_x) + (one.mean_y - other.mean_y) * (one.mean_y - other.mean_y))) AS distance
        FROM spread AS one
        JOIN spread AS other ON other.code = one.code AND other.method = one.method AND other.class <> one.class
        JOIN panel ON panel.code = one.code AND panel.method = one.method),
    push AS (
        SELECT code, method, class, sum((least - distance) / 2 * x / distance) AS x, sum((least - distance) / 2 * y / distance) AS y
        FROM near WHERE distance < least GROUP BY code, method, class)
SELECT
    spread.code, spread.method, spread.class, mean_x, mean_y, variance_x, variance_y, covariance, mean_x + coalesce(push.x, 0) AS label_x,
    mean_y + coalesce(push.y, 0) AS label_y, centre_x, centre_y, half, share, accuracy, dataset
FROM spread
JOIN panel ON panel.code = spread.code AND panel.method = spread.method
JOIN plane ON plane.code = spread.code AND plane.method = spread.method
LEFT JOIN push ON push.code = spread.code AND push.method = spread.method AND push.class = spread.class
ORDER BY spread.code, spread.method, spread.class;
