-- What it shows: for each unit of a code its place in the order of means, whether it is dead or saturated, and the levels of its quantizer.
-- Unit: code value. Definition: dead = values span less than 0.01 over all test images; saturated = at least half of them within 0.01 of 0 or
-- 1; levels = k-means with two bits in training images, one row for each, or one without any.
CREATE VIEW figure_code_units AS
WITH
    described AS (
        SELECT measurement.*, axis.value AS network
        FROM measurement JOIN axis ON axis.stage = measurement.stage AND axis.name = 'network'
        WHERE paper = 'pictures' AND measurement.stage LIKE 'pictures/codes%')
SELECT
    mean.network, mean.place, dead.value AS dead, coalesce(saturated.value, 0) AS saturated, level.value AS level, mean.dataset
FROM (SELECT network, subject, dataset, row_number() OVER (PARTITION BY network ORDER BY value, CAST(subject AS INTEGER)) - 1 AS place
    FROM described WHERE metric = 'mean') AS mean
JOIN described AS dead ON dead.network = mean.network AND dead.subject = mean.subject AND dead.metric = 'isDead'
LEFT JOIN described AS saturated ON saturated.network = mean.network AND saturated.subject = mean.subject AND saturated.metric = 'isSaturated'
LEFT JOIN described AS level ON level.network = mean.network AND level.subject = mean.subject AND level.metric = 'level'
ORDER BY mean.network, mean.place, level.step;
