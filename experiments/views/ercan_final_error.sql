-- What it shows: the error of each network of the paper ercan on the test images, for each representation of its code.
-- Unit: mean squared error per pixel, pixels in [0,1]. Definition: mean over n replicates; error is the mean, or the word diverged.
CREATE VIEW ercan_final_error AS
SELECT
    dataset, recipe, code, network, subject AS representation,
    CASE WHEN diverged > 0 THEN 'diverged' ELSE mean END AS error,
    mean, half_width_95, minimum, maximum, n, diverged
FROM ercan_cell
WHERE task = 'evaluate' AND metric = 'meanSquaredError' AND split = 'test' AND class IS NULL AND step IS NULL;
