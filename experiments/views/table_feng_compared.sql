-- What it shows: which of two kinds of images the paper feng's classifier answers better, on the same test images.
-- Unit: difference in points of per cent; counts of images; probability.
-- Definition: see feng_compared: the example's classifier, all test images. verdict = first or second where McNemar's test finds it better
-- with a probability below 0.05 in every replicate; undecided otherwise, and where there is one replicate.
CREATE VIEW table_feng_compared AS
WITH wanted (position, first, second) AS (
    VALUES (1, 'cnn', 'ann'), (2, 'cnn', 'shared'), (3, 'ann', 'shared'), (4, 'cnn', 'unpooling'), (5, 'cnn', 'pca-40'),
        (6, 'ann', 'pca-400'), (7, 'shared', 'pca-400'), (8, 'originals', 'cnn'), (9, 'originals', 'ann'), (10, 'originals', 'shared'),
        (11, 'originals', 'pca-400'), (12, 'originals', 'jpeg-75'), (13, 'originals', 'jpeg-95'))
SELECT
    one.name AS first, other.name AS second, difference, difference_half_width, only_first, only_second, better, worse,
    greatest_probability,
    CASE WHEN result.n < 2 THEN 'undecided' WHEN better = result.n THEN 'first' WHEN worse = result.n THEN 'second'
        ELSE 'undecided' END AS verdict,
    result.n, result.images, result.dataset
FROM wanted
JOIN feng_compared AS result ON result.first = wanted.first AND result.second = wanted.second AND result.classifier = 'example'
    AND result.is_all
JOIN feng_method AS one ON one.dataset = result.dataset AND one.method = result.first
JOIN feng_method AS other ON other.dataset = result.dataset AND other.method = result.second
ORDER BY result.dataset, wanted.position;
