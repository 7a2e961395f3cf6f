-- What it shows: how the error of the paper wani's networks depends on the digit that is coded.
-- Unit: mean squared error per test pixel in [0,1], codes as 32-bit floats. Definition: mean over n replicates ± half-width of the 95 %
-- confidence interval; the last row is the mean over all test images.
CREATE VIEW table_wani_classes AS
WITH class AS (SELECT DISTINCT dataset, class FROM wani_error)
SELECT
    coalesce(class.class, 'all') AS digit,
    notebook.error AS notebook, notebook.half_width_95 AS notebook_half_width, notebook.n AS notebook_n,
    long.error AS notebook_200, long.half_width_95 AS notebook_200_half_width, long.n AS notebook_200_n,
    clean.error AS clean, clean.half_width_95 AS clean_half_width, clean.n AS clean_n,
    class.dataset AS dataset
FROM class
LEFT JOIN wani_error AS notebook ON notebook.dataset = class.dataset AND notebook.class IS class.class AND notebook.recipe = 'notebook'
LEFT JOIN wani_error AS long ON long.dataset = class.dataset AND long.class IS class.class AND long.recipe = 'notebook-200'
LEFT JOIN wani_error AS clean ON clean.dataset = class.dataset AND clean.class IS class.class AND clean.recipe = 'clean'
ORDER BY class.dataset, class.class IS NULL, class.class;
