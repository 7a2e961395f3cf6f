-- What it shows: the measurements of real files, with the axes of the stage that they belong to; those a stage lacks are empty. A subject
-- such as 3/rans is parted into the quantizer, counted from 0, and the coder. Unit: in the column unit. Definition: see cell.
CREATE VIEW coding_cell AS
WITH labelled AS (
    SELECT
        stage.configuration,
        max(CASE axis.name WHEN 'model' THEN axis.value END) AS model,
        max(CASE axis.name WHEN 'design' THEN axis.value END) AS design,
        max(CASE axis.name WHEN 'tables' THEN axis.value END) AS tables,
        max(CASE axis.name WHEN 'network' THEN axis.value END) AS network,
        max(CASE axis.name WHEN 'set' THEN axis.value END) AS images,
        max(CASE axis.name WHEN 'weight' THEN CAST(axis.value AS REAL) END) AS weight
    FROM stage LEFT JOIN axis ON axis.stage = stage.name
    WHERE stage.paper = 'coding'
    GROUP BY stage.configuration)
SELECT
    cell.*, model, design, tables, network, images, weight,
    CASE WHEN instr(subject, '/') > 0 THEN substr(subject, 1, instr(subject, '/') - 1) ELSE subject END AS item,
    CASE WHEN instr(subject, '/') > 0 THEN substr(subject, instr(subject, '/') + 1) END AS coder
FROM cell JOIN labelled USING (configuration)
WHERE cell.paper = 'coding';
