-- What it shows: the averaged measurements of the paper wani with the recipe that they belong to; those of the stage forensics have none.
-- Unit: in the column unit. Definition: see cell and wani_recipe. width = half the width of the 95 % confidence interval, NULL for what no
-- network has a part in and is the same in every replicate; seeds = replicates, NULL for the same.
CREATE VIEW wani_cell AS
SELECT
    cell.*, recipe, raw, noise, draw, title,
    CASE WHEN cell.task <> 'forensics' OR subject LIKE 'network-%' AND metric <> 'bitsPerPixel' THEN half_width_95 END AS width,
    CASE WHEN cell.task <> 'forensics' OR subject LIKE 'network-%' AND metric <> 'bitsPerPixel' THEN n END AS seeds
FROM cell LEFT JOIN wani_recipe USING (configuration)
WHERE cell.paper = 'wani';
