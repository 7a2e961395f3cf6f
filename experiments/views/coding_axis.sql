-- What it shows: one row for each configuration of the stages on real files, with its axes; those a stage lacks are empty.
-- Unit: of units_per_level and units, numbers of a code; of weight, squared error per bit per pixel. Definition: axes of experiments/coding.yaml.
CREATE VIEW coding_axis AS
SELECT
    stage.configuration AS of,
    max(CASE axis.name WHEN 'model' THEN axis.value END) AS model,
    max(CASE axis.name WHEN 'design' THEN axis.value END) AS design,
    max(CASE axis.name WHEN 'tables' THEN axis.value END) AS tables,
    max(CASE axis.name WHEN 'unitsPerLevel' THEN CAST(axis.value AS INTEGER) END) AS units_per_level,
    max(CASE axis.name WHEN 'layer' THEN axis.value END) AS layer,
    max(CASE axis.name WHEN 'units' THEN CAST(axis.value AS INTEGER) END) AS units,
    max(CASE axis.name WHEN 'network' THEN axis.value END) AS network,
    max(CASE axis.name WHEN 'set' THEN axis.value END) AS images,
    max(CASE axis.name WHEN 'weight' THEN CAST(axis.value AS REAL) END) AS weight
FROM stage LEFT JOIN axis ON axis.stage = stage.name
WHERE stage.paper = 'coding'
GROUP BY stage.configuration;
