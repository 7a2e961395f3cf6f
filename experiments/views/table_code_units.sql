-- What it shows: how much of each network's code says little: dead and saturated units, and saturated values.
-- Unit: counts, percent. Definition: of the codes of test images; dead = values of a unit span less than 0.01; saturated value = within 0.01
-- of 0 or 1; saturated unit = at least half of its values are. Codes of rectifiers have no upper bound, hence neither.
CREATE VIEW table_code_units AS
SELECT
    axis.value AS network,
    max(CASE metric WHEN 'codeUnits' THEN measurement.value END) AS units,
    max(CASE metric WHEN 'deadUnits' THEN measurement.value END) AS dead,
    max(CASE metric WHEN 'saturatedUnits' THEN measurement.value END) AS saturated,
    100 * max(CASE metric WHEN 'saturatedFraction' THEN measurement.value END) AS saturated_values,
    max(CASE metric WHEN 'least' THEN measurement.value END) AS least,
    max(CASE metric WHEN 'greatest' THEN measurement.value END) AS greatest,
    max(CASE metric WHEN 'imageCount' THEN measurement.value END) AS test_images,
    measurement.dataset
FROM measurement JOIN axis ON axis.stage = measurement.stage AND axis.name = 'network'
WHERE paper = 'pictures' AND measurement.stage LIKE 'pictures/codes%' AND subject = 'code'
GROUP BY axis.value, measurement.dataset
ORDER BY network;
