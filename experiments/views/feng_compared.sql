-- What it shows: whether the paper feng's classifier answers better on one kind of images than on another.
-- Unit: difference in points of per cent of the images, counts of images, probability.
-- Definition: difference = accuracy on the first - accuracy on the second, mean over n replicates ± the half-width of the 95 % confidence
-- interval (Student's t); better and worse = replicates in which McNemar's test on the same images finds the first better or worse with
-- a probability below 0.05; greatest_probability is that of the least clear replicate. is_all = on all test images.
CREATE VIEW feng_compared AS
WITH
    raw AS (
        SELECT dataset, stage, subject,
            max(CASE metric WHEN 'onlyFirstRight' THEN value END) AS only_first,
            max(CASE metric WHEN 'onlySecondRight' THEN value END) AS only_second,
            max(CASE metric WHEN 'mcNemarProbability' THEN value END) AS probability
        FROM measurement
        WHERE paper = 'feng' AND metric IN ('onlyFirstRight', 'onlySecondRight', 'mcNemarProbability') AND subject LIKE '% vs %'
        GROUP BY dataset, stage, subject),
    directed AS (
        SELECT dataset, stage, substr(subject, 1, instr(subject, ' vs ') - 1) AS first, substr(subject, instr(subject, ' vs ') + 4) AS second,
            only_first, only_second, probability FROM raw
        UNION ALL
        SELECT dataset, stage, substr(subject, instr(subject, ' vs ') + 4), substr(subject, 1, instr(subject, ' vs ') - 1),
            only_second, only_first, probability FROM raw),
    labelled AS (
        SELECT directed.*, classifier.value AS classifier, CAST(images.value AS INTEGER) AS images,
            100 * (only_first - only_second) / CAST(images.value AS REAL) AS points,
            avg(100 * (only_first - only_second) / CAST(images.value AS REAL)) OVER one AS mean, count(*) OVER one AS size
        FROM directed
        JOIN stage ON stage.name = directed.stage AND stage.task = 'classify'
        JOIN axis AS classifier ON classifier.stage = directed.stage AND classifier.name = 'classifier'
        JOIN axis AS images ON images.stage = directed.stage AND images.name = 'images'
        WINDOW one AS (PARTITION BY dataset, classifier.value, images.value, first, second))
SELECT
    dataset, classifier, images, first, second, mean AS difference,
    quantile975 * sqrt(sum((points - mean) * (points - mean)) / (size - 1) / size) AS difference_half_width,
    avg(only_first) AS only_first, avg(only_second) AS only_second,
    sum(probability < 0.05 AND only_first > only_second) AS better, sum(probability < 0.05 AND only_first < only_second) AS worse,
    max(probability) AS greatest_probability, size AS n, images = max(images) OVER (PARTITION BY dataset) AS is_all
FROM labelled LEFT JOIN student_t ON degrees = min(size - 1, 30)
GROUP BY dataset, classifier, images, first, second, size, mean, quantile975;
