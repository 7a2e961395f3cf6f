-- What it shows: the averaged measurements of the paper feng with the axes of the stage that they belong to; those a stage lacks are empty.
-- Unit: in the column unit. Definition: see cell.
CREATE VIEW feng_cell AS
WITH labelled AS (
    SELECT stage.configuration,
        max(CASE axis.name WHEN 'network' THEN axis.value END) AS network,
        max(CASE axis.name WHEN 'classifier' THEN axis.value END) AS classifier,
        max(CASE axis.name WHEN 'images' THEN CAST(axis.value AS INTEGER) END) AS images,
        max(CASE axis.name WHEN 'rate' THEN CAST(axis.value AS REAL) END) AS rate,
        max(CASE axis.name WHEN 'optimizer' THEN axis.value END) AS optimizer,
        max(CASE axis.name WHEN 'code' THEN CAST(axis.value AS INTEGER) END) AS code
    FROM stage LEFT JOIN axis ON axis.stage = stage.name
    WHERE stage.paper = 'feng'
    GROUP BY stage.configuration)
SELECT cell.*, network, classifier, images, rate, optimizer, code
FROM cell JOIN labelled USING (configuration)
WHERE cell.paper = 'feng';
