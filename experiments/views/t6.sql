-- What it shows: the classifier before each kind of images (table_feng_classifier), and each two of them compared by McNemar's test
-- (table_feng_compared: second is not empty, difference in points).
-- Unit, definition: see the views named.
CREATE VIEW t6 AS
SELECT method AS first, NULL AS second, images, numbers, bytes, error, example_accuracy, example_accuracy_half_width, example_loss, plain_accuracy,
    retrained_accuracy, NULL AS difference, NULL AS difference_half_width, NULL AS greatest_probability, n, dataset FROM table_feng_classifier
UNION ALL
SELECT first, second, images, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, difference, difference_half_width, greatest_probability, n, dataset
FROM table_feng_compared;
