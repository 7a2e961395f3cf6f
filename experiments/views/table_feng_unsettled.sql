-- What it shows: what the paper feng leaves open, how it is settled here, and what that choice is worth where an arm measures it.
-- Unit: in the texts; errors are mean squared errors per pixel on the test images, accuracies of the example's classifier in per cent.
-- Definition: source = what decides; settled_by = the same in particular; answer = what was done, its numbers those that are printed or were
-- chosen on validation images; sensitivity = what another answer gives, NULL where none was measured. Rates are one training each.
CREATE VIEW table_feng_unsettled AS
WITH
    known AS (SELECT subject, text FROM printed WHERE paper = 'feng' AND item = 'recipe'),
    image AS (SELECT subject, text FROM printed WHERE paper = 'feng' AND item = 'data'),
    rate AS (
        SELECT network, optimizer, rate, test, chosen = 'yes' AS is_chosen,
            CASE WHEN rate = CAST(rate AS INTEGER) THEN CAST(rate AS INTEGER) ELSE rate END AS text
        FROM table_feng_rates),
    tried AS (
        SELECT network, optimizer, group_concat(text, ', ') AS texts, max(CASE WHEN is_chosen THEN text END) AS chosen,
            min(test) AS least, max(test) AS greatest
        FROM (SELECT * FROM rate ORDER BY network, optimizer, rate) GROUP BY network, optimizer),
    answered AS (
        SELECT classifier, images, method, replayed_accuracy AS accuracy FROM table_feng_3),
    entry AS (
        SELECT 1 AS position, 'how two convolutions with pooling make 2×2 of 28×28' AS open, 'nearest public code' AS source,
            'tutorial “pytorch-beginner”, 08-AutoEncoder, whose layers fit' AS settled_by,
            'strides 3 and 2 of the convolutions, 2 and 1 of the pooling' AS answer, NULL AS sensitivity
        UNION ALL
        SELECT 2, 'how two deconvolutions end in one channel', 'nearest public code', 'the same tutorial', 'a third one, with one filter', NULL
        UNION ALL
        SELECT 3, 'un-pooling: described, then “there is no un-pooling step”', 'paper', 'paper, the second sentence',
            'none; a network with un-pooling is an arm of its own',
            (SELECT printf('error %.4f without, %.4f with un-pooling', cnn.test, unpooling.test)
                FROM feng_trained AS cnn JOIN feng_trained AS unpooling ON unpooling.network = 'unpooling' WHERE cnn.network = 'cnn')
        UNION ALL
        SELECT 4, 'activations of the convolutional layers, scale of the pixels', 'nearest public code', 'tutorial and common default',
            'rectifiers, a sigmoid at the end; pixels in [0,1], where the tutorial has [−1,1]', NULL
        UNION ALL
        SELECT 5, 'images in a minibatch, initial weights', 'common default', 'PyTorch''s MNIST example and defaults',
            (SELECT text FROM known WHERE subject = 'batch') || '; PyTorch''s initial weights', NULL
        UNION ALL
        SELECT 6, 'learning rate of Adam', 'nearest public code', 'tutorial and PyTorch''s default',
            (SELECT text FROM known WHERE subject = 'adam-learning-rate') || '; of ' || texts || ', the validation images prefer ' || chosen,
            printf('error %.4f to %.4f over these rates', least, greatest)
        FROM tried WHERE network = 'cnn' AND optimizer = 'adam'
        UNION ALL
        SELECT 7, 'learning rate of stochastic gradient descent', 'search', 'validation images, set aside from the training file',
            'of ' || ann.texts || ': ' || ann.chosen || ' for the ANN, ' || shared.chosen || ' with shared weights',
            printf('error %.4f to %.4f (ANN), %.4f to %.4f (shared weights) over these rates', ann.least, ann.greatest, shared.least, shared.greatest)
        FROM tried AS ann JOIN tried AS shared ON shared.network = 'shared' AND shared.optimizer = 'sgd'
        WHERE ann.network = 'ann' AND ann.optimizer = 'sgd'
        UNION ALL
        SELECT 8, 'which ' || (SELECT text FROM image WHERE subject = 'training-images') || ' and '
                || (SELECT text FROM image WHERE subject = 'test-images') || ' images', 'our choice', 'our choice',
            'the first of the training file that follow the validation images; the first of the test file',
            (SELECT printf('of test images only, CNN: accuracy %.1f on the first %d, %.1f on all %d', first.accuracy, first.images, every.accuracy, every.images)
                FROM answered AS first JOIN answered AS every
                    ON every.classifier = first.classifier AND every.method = first.method AND every.images > first.images
                WHERE first.classifier = 'example' AND first.method = 'CNN')
        UNION ALL
        SELECT 9, 'quality of the JPG files that the images were saved as', 'nothing', 'nothing',
            'unknown; grey levels are those of the data set, and what JPEG alone costs is measured',
            (SELECT 'accuracy ' || group_concat(replace(printf('%+.2f points at %s', -difference, quality), '-', '−'), ', ')
                FROM (SELECT difference, substr(second, 6) AS quality FROM feng_compared
                    WHERE first = 'originals' AND second IN ('jpeg-10', 'jpeg-75', 'jpeg-95') AND classifier = 'example' AND is_all
                    ORDER BY CAST(substr(second, 6) AS INTEGER)))
        UNION ALL
        SELECT 10, 'the classifier behind its convolutions', 'common default', 'paper (plain) and PyTorch''s MNIST example of the time (example)',
            'plain: one fully connected layer; example: ' || (SELECT text FROM known WHERE subject = 'hidden-units')
                || ' units between, dropout of ' || (SELECT text FROM known WHERE subject = 'dropout'),
            (SELECT printf('CNN, all images: accuracy %.1f by plain, %.1f by example', plain.accuracy, example.accuracy)
                FROM answered AS plain JOIN answered AS example
                    ON example.classifier = 'example' AND example.method = plain.method AND example.images = plain.images
                WHERE plain.classifier = 'plain' AND plain.method = 'CNN' ORDER BY plain.images DESC LIMIT 1)
        UNION ALL
        SELECT 11, 'how the classifier is trained', 'common default', 'PyTorch''s MNIST example of the time',
            'stochastic gradient descent, rate ' || (SELECT text FROM known WHERE subject = 'learning-rate') || ', momentum '
                || (SELECT text FROM known WHERE subject = 'momentum'), NULL
        UNION ALL
        SELECT 12, 'what the “final loss” of Table 3 is', 'our reading', 'its size: too large for an error of pixels', 'the classifier''s cross-entropy', NULL
        UNION ALL
        SELECT 13, 'which reconstructions are classified', 'our choice', 'our choice',
            'the first ' || (SELECT text FROM image WHERE subject = 'test-images') || ' test images, and all', NULL)
SELECT position, open, source, settled_by, answer, sensitivity, (SELECT min(dataset) FROM feng_trained) AS dataset FROM entry ORDER BY position;
