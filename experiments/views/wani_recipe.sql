-- What it shows: the trainings of the paper wani: for each configuration of each task its recipe, and the noise it was trained with.
-- Unit: standard deviation of the noise, of 255. Definition: a recipe named clean-5 has noise of 5; the others have that of the authors'
-- notebook. raw = pixels of 0…255 go in, as in the notebook, and not pixels in [0,1].
CREATE VIEW wani_recipe AS
WITH
    named AS (
        SELECT stage.configuration, stage.task, max(axis.value) AS recipe
        FROM stage JOIN axis ON axis.stage = stage.name AND axis.name IN ('recipe', 'variant')
        WHERE stage.paper = 'wani'
        GROUP BY stage.configuration),
    notebook AS (SELECT CAST(value AS INTEGER) AS noise FROM printed WHERE paper = 'wani' AND item = 'recipe' AND subject = 'noise')
SELECT
    configuration, task, recipe, recipe LIKE 'notebook%' AS raw,
    CASE WHEN recipe GLOB 'clean-[0-9]*' THEN CAST(substr(recipe, 7) AS INTEGER) ELSE (SELECT noise FROM notebook) END AS noise,
    CASE WHEN recipe = 'clean-0' THEN 'none' WHEN recipe LIKE 'notebook%' OR recipe = 'clean-once' THEN 'once' ELSE 'anew' END AS draw,
    CASE
        WHEN recipe LIKE 'notebook%' THEN 'the notebook''s'
        WHEN recipe = 'clean-once' THEN 'pixels in [0,1], noise drawn once'
        ELSE 'clean' END AS title
FROM named;
