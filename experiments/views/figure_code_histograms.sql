-- What it shows: how the codes of test images are spread, unit by unit: the share of a unit's values in each part of the span of all codes.
-- Unit: fraction; value is a part's middle. Definition: units stand in the order of their means, from 0; parts without a value are there too.
CREATE VIEW figure_code_histograms AS
WITH
    described AS (
        SELECT measurement.*, axis.value AS network
        FROM measurement JOIN axis ON axis.stage = measurement.stage AND axis.name = 'network'
        WHERE paper = 'pictures' AND measurement.stage LIKE 'pictures/codes%'),
    unit AS (
        SELECT network, subject, dataset, row_number() OVER (PARTITION BY network ORDER BY value, CAST(subject AS INTEGER)) - 1 AS place
        FROM described WHERE metric = 'mean'),
    span AS (
        SELECT
            network, max(CASE metric WHEN 'least' THEN value END) AS least, max(CASE metric WHEN 'greatest' THEN value END) AS greatest,
            max(CASE metric WHEN 'bins' THEN value END) AS bins
        FROM described WHERE subject = 'code' GROUP BY network),
    bin AS (SELECT network, number FROM span JOIN (
        WITH RECURSIVE counting (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM counting WHERE number < 999)
        SELECT number FROM counting) ON number < bins)
SELECT
    unit.network, unit.place, least + (greatest - least) * (bin.number + 0.5) / bins AS value,
    coalesce(share.value, 0) AS share, unit.dataset
FROM unit JOIN span ON span.network = unit.network JOIN bin ON bin.network = unit.network
LEFT JOIN described AS share ON share.network = unit.network AND share.subject = unit.subject AND share.metric = 'share'
    AND share.step = bin.number
ORDER BY unit.network, bin.number, unit.place;
