-- What it shows: the error of each network of the paper wani on clean test images, by class.
-- Unit: mean squared error per pixel, pixels in [0,1]; codes as 32-bit floats. Definition: mean over n replicates; class is NULL for all
-- images; error is the mean, or the word diverged.
CREATE VIEW wani_error AS
SELECT
    dataset, recipe, noise, class, CASE WHEN diverged > 0 THEN 'diverged' ELSE mean END AS error, mean, half_width_95, n, diverged
FROM wani_cell
WHERE task IN ('evaluate', 'evaluate-variant') AND metric = 'meanSquaredError' AND subject = 'float32' AND split = 'test' AND step IS NULL;
