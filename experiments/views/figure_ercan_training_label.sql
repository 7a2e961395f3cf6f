-- What it shows: where the curves of the figure ercan-training end, for their labels, from the lowest to the highest.
-- Unit: epochs; mean squared error per training pixel in [0,1].
CREATE VIEW figure_ercan_training_label AS
SELECT
    curve.recipe AS recipe, curve.code AS code, curve.epoch AS epoch, curve.error AS error,
    CASE WHEN moved.printed_width IS NOT NULL AND curve.recipe = 'paper'
        THEN curve.code || ' (printed as ' || CAST(moved.printed_width AS INTEGER) || ')' ELSE curve.code || '' END AS label,
    dataset
FROM figure_ercan_training AS curve JOIN ercan_last_epoch USING (recipe, code, epoch)
LEFT JOIN (SELECT DISTINCT printed_width, trained_width FROM figure_ercan_printed WHERE moved) AS moved
    ON moved.trained_width = curve.code
WHERE curve.curve = 'train'
ORDER BY dataset, curve.recipe, error;
