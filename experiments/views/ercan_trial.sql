-- What it shows: the trainings that take the recipe of the paper ercan apart (tasks ablation, ablation-evaluate, sweep, depth): for each
-- configuration its initial weights and optimizer, the width of its code, or its hidden layers on the way to the code.
-- Definition: NULL where the task has no such axis.
CREATE VIEW ercan_trial AS
SELECT
    stage.configuration,
    max(CASE axis.name WHEN 'initializer' THEN axis.value END) AS initializer,
    max(CASE axis.name WHEN 'optimizer' THEN axis.value END) AS optimizer,
    CAST(max(CASE axis.name WHEN 'width' THEN axis.value END) AS INTEGER) AS width,
    CAST(max(CASE axis.name WHEN 'depth' THEN axis.value END) AS INTEGER) AS depth
FROM stage JOIN axis ON axis.stage = stage.name
WHERE stage.paper = 'ercan' AND stage.task IN ('ablation', 'ablation-evaluate', 'sweep', 'depth')
GROUP BY stage.configuration;
