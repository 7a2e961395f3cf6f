-- What it shows: the gains of table_wani_gain as fields of a map, for the figure wani-noise.
-- Unit: dB. Definition: panel = what the output is compared with; x and y = place of the noise of testing and of training among those measured,
-- from 0; the recipe of the notebook is the uppermost line.
CREATE VIEW figure_wani_noise AS
WITH
    field AS (
        SELECT *, dense_rank() OVER (PARTITION BY dataset ORDER BY test_noise) - 1 AS x,
            dense_rank() OVER (PARTITION BY dataset ORDER BY recipe = 'notebook', train_noise) - 1 AS y
        FROM table_wani_gain)
SELECT 'input' AS panel, recipe, train_noise, test_noise, x, y, gain, dataset FROM field
UNION ALL
SELECT 'clipped', recipe, train_noise, test_noise, x, y, clipped_gain, dataset FROM field
ORDER BY dataset, panel DESC, y, x;
