-- What it shows: what the classifiers of the paper feng make of originals, of what its networks leave of them, and of what simpler
-- methods leave.
-- Unit: accuracy in per cent, cross-entropy in nats per image, error per pixel in [0,1], bytes of one file.
-- Definition: means over n replicates ± the half-width of the 95 % confidence interval. example = the classifier of PyTorch's MNIST
-- example, plain = what the paper's text says; both have learnt originals alone. retrained = the example's classifier, learnt on the
-- reconstructions of all training images and asked about those of all test images, one training. images = how many test images, from
-- the first. JPEG files bring their headers and tables along.
CREATE VIEW table_feng_classifier AS
WITH
    retrained AS (
        SELECT dataset, network AS method, 100 * mean AS accuracy, n,
            row_number() OVER (PARTITION BY dataset, network ORDER BY step DESC) AS age
        FROM feng_cell WHERE task = 'retrained' AND metric = 'accuracy' AND split = 'test' AND class IS NULL)
SELECT
    feng_method.name AS images_of, example.images, feng_method.numbers, feng_method.bytes,
    example.error, example.error_half_width,
    example.accuracy AS example_accuracy, example.accuracy_half_width AS example_accuracy_half_width,
    example.cross_entropy AS example_loss, example.cross_entropy_half_width AS example_loss_half_width,
    plain.accuracy AS plain_accuracy, plain.accuracy_half_width AS plain_accuracy_half_width,
    plain.cross_entropy AS plain_loss, plain.cross_entropy_half_width AS plain_loss_half_width,
    retrained.accuracy AS retrained_accuracy, retrained.n AS retrained_n,
    example.n AS n, example.method, example.is_all, example.is_first, example.dataset
FROM feng_classified AS example
JOIN feng_method USING (dataset, method)
LEFT JOIN feng_classified AS plain ON plain.dataset = example.dataset AND plain.method = example.method AND plain.images = example.images
    AND plain.classifier = 'plain'
LEFT JOIN retrained ON retrained.dataset = example.dataset AND retrained.method = example.method AND example.is_all AND retrained.age = 1
WHERE example.classifier = 'example'
ORDER BY example.dataset, example.images DESC, feng_method.position;
