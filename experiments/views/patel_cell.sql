-- What it shows: the averaged measurements of the paper patel with the axes of the stage that they belong to; those a stage lacks are
-- empty. Unit: in the column unit. Definition: see cell.
CREATE VIEW patel_cell AS
WITH labelled AS (
    SELECT
        stage.configuration,
        max(CASE axis.name WHEN 'start' THEN axis.value END) AS start,
        max(CASE axis.name WHEN 'variant' THEN axis.value END) AS variant,
        max(CASE axis.name WHEN 'sparsity' THEN axis.value END) AS sparsity
    FROM stage LEFT JOIN axis ON axis.stage = stage.name
    WHERE stage.paper = 'patel'
    GROUP BY stage.configuration)
SELECT cell.*, start, variant, sparsity
FROM cell JOIN labelled USING (configuration)
WHERE cell.paper = 'patel';
