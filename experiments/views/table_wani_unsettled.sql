-- What it shows: what the paper wani leaves open, how it is settled here, and what that choice is worth where an arm measures it.
-- Unit: in the texts. Definition: source = what decides; settled_by = the same in particular; answer = what was done, its numbers those of the
-- authors' repository (printed); sensitivity = what another answer gives, NULL where none was measured. PSNR on clean test images.
CREATE VIEW table_wani_unsettled AS
WITH
    known AS (SELECT subject, text FROM printed WHERE paper = 'wani' AND item = 'recipe'),
    recipe AS (SELECT * FROM table_wani_recipes),
    clean AS (SELECT train_noise, output FROM wani_noise WHERE test_noise = 0 AND NOT raw AND draw <> 'once'),
    meant AS (SELECT * FROM recipe WHERE recipe = 'clean'),
    once AS (SELECT * FROM recipe WHERE draw = 'once' AND pixels = '0…1'),
    early AS (SELECT * FROM recipe WHERE pixels = '0…255' ORDER BY epochs LIMIT 1),
    late AS (SELECT * FROM recipe WHERE pixels = '0…255' ORDER BY epochs DESC LIMIT 1),
    entropy AS (SELECT * FROM table_wani_figure_8 WHERE digit = 'all'),
    ratio AS (SELECT * FROM table_wani_figure_10 WHERE digit = 'all'),
    entry AS (
        SELECT 1 AS position, 'mean and deviation of the noise' AS open, 'authors'' code' AS source, 'authors'' repository' AS settled_by,
            '0 and ' || (SELECT text FROM known WHERE subject = 'noise')
                || ' of 255; drawn once for each image, not anew in each epoch, and not clipped' AS answer,
            (SELECT printf('squared error %.5f to %.5f for deviations of %d to %d', min(output), max(output), min(train_noise), max(train_noise)) FROM clean)
                || (SELECT printf('; drawn once or anew: %.2f or %.2f dB', once.decibels, meant.decibels) FROM once, meant) AS sensitivity
        UNION ALL
        SELECT 2, 'scale of the pixels', 'authors'' code', 'authors'' repository',
            '0…255 go in, [0,1] should come out: the conversion to tensors scales bytes, which the noisy images no longer are',
            (SELECT printf('%.2f dB, with [0,1] going in %.2f dB', early.decibels, once.decibels) FROM early, once)
        UNION ALL
        SELECT 3, 'initial numbers', 'authors'' code', 'authors'' repository, which leaves PyTorch''s default',
            'uniform within ±1/√inputs, biases too', NULL
        UNION ALL
        SELECT 4, 'minibatch, learning rate', 'authors'' code', 'authors'' repository',
            (SELECT text FROM known WHERE subject = 'batch') || ' images; Adam''s default of '
                || (SELECT text FROM known WHERE subject = 'learning-rate'), NULL
        UNION ALL
        SELECT 5, 'images trained on', 'authors'' code', 'authors'' repository', 'all of the training set; none is set aside', NULL
        UNION ALL
        SELECT 6, 'what the “overall loss” is', 'authors'' code', 'authors'' repository',
            'the sum of the mean squared errors of an epoch''s ' || (SELECT text FROM known WHERE subject = 'minibatches') || ' minibatches',
            (SELECT printf('%.2f as a sum, %.5f as the mean', replayed, training_error) FROM early WHERE typeof(replayed) = 'real')
        UNION ALL
        SELECT 7, '“from the original parameter distribution”', 'our reading', 'our reading',
            'since the first epoch, whose loss is logged; that of the untrained network is not', NULL
        UNION ALL
        SELECT 8, 'epochs before the tables', 'authors'' code', 'authors'' repository',
            (SELECT text FROM known WHERE subject = 'epochs') || ', not '
                || (SELECT text FROM printed WHERE paper = 'wani' AND item = 'claim' AND subject = 'epochs'),
            (SELECT printf('%.2f dB after %d epochs, %.2f dB after %d', early.decibels, early.epochs, late.decibels, late.epochs)
                FROM early, late WHERE early.epochs < late.epochs)
        UNION ALL
        SELECT 9, 'what the rows JPEG and JPEG 2000 show', 'authors'' code', 'authors'' repository',
            'test images enlarged to ' || (SELECT text FROM known WHERE subject = 'box-side') || ' × '
                || (SELECT text FROM known WHERE subject = 'box-side')
                || ' by a box filter and made small again; what the codec writes is thrown away',
            (SELECT printf('entropy %.2f bits so, %.2f of JPEG files of quality 75', replayed_jpeg, jpeg) FROM entropy)
        UNION ALL
        SELECT 10, 'base of the logarithm, and what the entropy is of', 'authors'' code', 'authors'' repository',
            '2; the histogram of one picture''s pixels, for DDCAE of its unrounded 32-bit floats',
            (SELECT printf('%.2f bits of floats, printed a tenth of it; %.2f of 8-bit pixels', unshifted, ddcae) FROM entropy)
        UNION ALL
        SELECT 11, 'what the “SNR” is', 'authors'' code', 'authors'' repository', 'mean over standard deviation of one picture, without a reference',
            (SELECT printf('%.2f so; %.2f dB against the original', replayed_ddcae, ddcae) FROM ratio)
        UNION ALL
        SELECT 12, 'what “BPP” counts', 'authors'' code', 'authors'' repository',
            'bytes of a Python object with a header of ' || (SELECT text FROM known WHERE subject = 'object-header')
                || ' bytes: three for each pixel of JPEG, four for the network''s output',
            (SELECT printf('%.2f bits per pixel so, %.2f of the codes', replayed, correct) FROM table_wani_claims WHERE claim = 'bits per pixel of DDCAE')
        UNION ALL
        SELECT 13, '“rounding-based quantization” of the code', 'authors'' code', 'authors'' repository',
            'there is none: the codes stay 32-bit floats', NULL
        UNION ALL
        SELECT 14, 'quality of the JPEG files', 'our choice', 'no file is measured there',
            (SELECT 'here ' || group_concat(quality, ', ') || '; Pillow''s default is 75'
                FROM (SELECT DISTINCT CAST(substr(subject, 6) AS INTEGER) AS quality FROM wani_cell
                    WHERE task = 'forensics' AND metric = 'bitsPerPixel' AND subject LIKE 'jpeg-%' ORDER BY 1)), NULL
        UNION ALL
        SELECT 15, 'grid of the search for hyperparameters', 'nothing', 'nothing', 'unknown, and not repeated', NULL)
SELECT position, open, source, settled_by, answer, sensitivity, (SELECT min(dataset) FROM recipe) AS dataset FROM entry ORDER BY position;
