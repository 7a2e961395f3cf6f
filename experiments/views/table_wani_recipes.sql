-- What it shows: the notebook's recipe of the paper wani for the paper's epochs and for those of its tables, and the recipe as it is meant.
-- Unit: loss as the notebook prints it, the sum of an epoch's minibatch errors; errors per pixel in [0,1]; PSNR in dB.
-- Definition: printed = the paper's number, logged = that of the notebooks in the authors' repository, after as many epochs; replayed = the sum
-- over the last epoch. training_error = its mean, test_error on clean test images, dead = units of the code whose values on the test images
-- span less than 0.01. Means over n replicates ± half-widths of 95 % confidence intervals.
CREATE VIEW table_wani_recipes AS
WITH
    quality AS (
        SELECT dataset, recipe,
            max(CASE WHEN metric = 'peakSignalToNoiseRatio' THEN mean END) AS decibels,
            max(CASE WHEN metric = 'peakSignalToNoiseRatio' THEN half_width_95 END) AS decibels_half_width,
            max(CASE WHEN metric = 'deadUnits' THEN mean END) AS dead,
            max(CASE WHEN metric = 'deadUnits' THEN half_width_95 END) AS dead_half_width
        FROM wani_cell
        WHERE task IN ('evaluate', 'evaluate-variant') AND subject = 'float32' AND split = 'test' AND class IS NULL AND step IS NULL
        GROUP BY dataset, recipe),
    log AS (
        SELECT step, group_concat(printf('%.2f', value), ' and ') AS texts
        FROM (SELECT * FROM printed WHERE paper = 'wani' AND item = 'log' AND subject LIKE 'epoch-sum%' ORDER BY value) GROUP BY step),
    recipe AS (SELECT DISTINCT recipe, title, draw, raw FROM wani_recipe)
SELECT
    recipe.title AS recipe, CASE WHEN raw THEN '0…255' ELSE '0…1' END AS pixels, draw, training.epoch AS epochs,
    CASE WHEN recipe.recipe = 'notebook' THEN claim.text END AS printed,
    CASE WHEN raw THEN log.texts END AS logged,
    CASE WHEN training.diverged > 0 THEN 'diverged' ELSE training.loss END AS replayed, training.loss_half_width AS replayed_half_width,
    training.training_error, training.training_error_half_width,
    coalesce(error.error, training.test_error) AS test_error,
    coalesce(error.half_width_95, training.test_error_half_width) AS test_error_half_width,
    quality.decibels, quality.decibels_half_width, quality.dead, quality.dead_half_width, training.n AS n, training.dataset AS dataset
FROM wani_training AS training JOIN recipe USING (recipe)
LEFT JOIN wani_error AS error ON error.dataset = training.dataset AND error.recipe = training.recipe AND error.class IS NULL
LEFT JOIN quality ON quality.dataset = training.dataset AND quality.recipe = training.recipe
LEFT JOIN printed AS claim ON claim.paper = 'wani' AND claim.item = 'claim' AND claim.subject = 'loss' AND claim.step = training.epoch
LEFT JOIN log ON log.step = training.epoch
WHERE training.epoch = training.last_epoch AND training.recipe IN ('notebook', 'notebook-200', 'clean-once', 'clean')
ORDER BY training.dataset, raw DESC, training.epoch, draw DESC;
