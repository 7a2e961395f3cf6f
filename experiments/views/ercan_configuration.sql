-- What it shows: the networks of the paper ercan: for each configuration of each task its recipe and the width of its code.
-- Definition: code 128 is the network 784-128-784, whose one hidden layer is the code.
CREATE VIEW ercan_configuration AS
SELECT
    stage.configuration, stage.task, recipe.value AS recipe, CAST(code.value AS INTEGER) AS code,
    CASE WHEN code.value = '128' THEN '784-128-784' ELSE '784-128-' || code.value || '-128-784' END AS network
FROM stage
JOIN axis AS recipe ON recipe.stage = stage.name AND recipe.name = 'recipe'
JOIN axis AS code ON code.stage = stage.name AND code.name = 'code'
WHERE stage.paper = 'ercan'
GROUP BY stage.configuration;
