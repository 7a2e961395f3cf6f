-- What it shows: the claims of the paper wani, replayed by the notebook's formula and corrected, with a verdict.
-- Unit: in the column unit. Definition: replayed = computed by the notebook's formula from what was measured here; correct = what the words
-- of the claim mean, as the accounting says. Means over n replicates ± half-widths of 95 % confidence intervals.
-- Verdicts on printed numbers: two numbers agree when they differ by less than one unit of the last printed digit. holds = the correct
-- number agrees; holds only by their formula = the replayed one alone does; undecided = neither does, but one more training would reach the
-- printed number by that unit (half-width * sqrt(n + 1)), or there is one seed; refuted = neither does, and no training has a part in it;
-- not reproduced = the same of a training. No number measured, no verdict. The notebook's logs are no judge: that one of them is of the paper's run is not
-- said.
-- Verdicts on words: of ten digits = holds where all ten do, each with its whole interval, refuted where all are on the other side; by the
-- shifted decimal point alone, which the notebook does not have, = contradicted by its own source; similar = a ratio within 5 %, or 1 dB
-- either way; holds and refuted = the whole interval lies within, or outside (two intervals: apart); undecided otherwise, and from one
-- seed. The notebook's networks are those of 200 epochs, as in the paper's tables, where nothing else is said.
CREATE VIEW table_wani_claims AS
WITH
    claim AS (SELECT * FROM printed WHERE paper = 'wani'),
    named AS (SELECT * FROM wani_cell WHERE task = 'forensics' AND step IS NULL),
    dataset AS (SELECT DISTINCT dataset FROM wani_cell),
    size AS (
        SELECT dataset,
            max(CASE WHEN metric = 'originalBytesPerImage' AND subject = 'uint8' THEN mean END) AS raw_bytes,
            max(CASE WHEN metric = 'bytesPerImage' AND subject = 'float32' THEN mean END) AS code_bytes
        FROM wani_cell WHERE recipe = 'notebook' AND class IS NULL GROUP BY dataset),
    training AS (SELECT * FROM wani_training WHERE recipe IN ('notebook', 'notebook-200')),
    fall AS (
        SELECT late.dataset, late.configuration, late.subject, late.step,
            100 * (1 - late.value / early.value) AS percent,
            avg(100 * (1 - late.value / early.value)) OVER (PARTITION BY late.dataset, late.configuration, late.subject) AS mean
        FROM (SELECT measurement.*, configuration FROM measurement JOIN stage ON stage.name = measurement.stage) AS late
        JOIN wani_recipe ON wani_recipe.configuration = late.configuration AND recipe = 'notebook' AND wani_recipe.task = 'train'
        JOIN claim ON claim.item = 'claim' AND claim.subject = 'epochs' AND claim.value = late.step
        JOIN measurement AS early ON early.stage = late.stage AND early.dataset = late.dataset AND early.metric = late.metric
            AND early.subject = late.subject AND early.split = late.split AND early.step = 1
        WHERE late.metric = 'meanSquaredError' AND late.subject IN ('epoch-sum', 'network') AND early.value > 0),
    improvement AS (
        SELECT dataset, subject, mean, n, quantile975 * sqrt(squares / (n - 1) / n) AS width
        FROM (SELECT dataset, subject, max(mean) AS mean, count(*) AS n, sum((percent - mean) * (percent - mean)) AS squares
            FROM fall GROUP BY dataset, subject)
        LEFT JOIN student_t ON degrees = n - 1),
    digit AS (
        SELECT network.dataset, network.metric, network.subject, rival.subject AS rival, count(*) AS digits, min(network.n) AS n,
            sum(network.mean + coalesce(network.width, 0) < rival.mean) AS lower,
            sum(network.mean - coalesce(network.width, 0) > rival.mean) AS higher
        FROM named AS network JOIN named AS rival ON rival.dataset = network.dataset AND rival.class = network.class
            AND rival.metric = 'pixelEntropy' AND rival.subject IN ('box-resized', 'jpeg-75')
        WHERE network.subject LIKE 'network-%' AND network.metric IN ('pixelEntropy', 'shiftedPixelEntropy')
        GROUP BY network.dataset, network.metric, network.subject, rival.subject),
    bits AS (
        SELECT dataset,
            max(CASE WHEN metric = 'pythonObjectBitsPerPixel' AND subject = 'jpeg' THEN mean END) AS jpeg_object,
            max(CASE WHEN metric = 'pythonObjectBitsPerPixel' AND subject = 'network' THEN mean END) AS network_object,
            max(CASE WHEN metric = 'bitsPerPixel' AND subject = 'jpeg-75' THEN mean END) AS jpeg_75,
            max(CASE WHEN metric = 'bitsPerPixel' AND subject = 'jpeg-10' THEN mean END) AS jpeg_10,
            max(CASE WHEN metric = 'bitsPerPixel' AND subject = 'network-codes-float32' THEN mean END) AS codes,
            max(CASE WHEN metric = 'meanOverDeviation' AND subject = 'box-resized' THEN mean END) AS jpeg_deviation,
            max(CASE WHEN metric = 'meanOverDeviation' AND subject = 'network-float32' THEN mean END) AS network_deviation,
            max(CASE WHEN metric = 'meanOverDeviation' AND subject = 'network-float32' THEN width END) AS network_deviation_width,
            max(CASE WHEN metric = 'meanOverDeviation' AND subject = 'network-float32' THEN n END) AS n,
            max(CASE WHEN metric = 'signalToNoiseRatio' AND subject = 'jpeg-75' THEN mean END) AS jpeg_75_decibels,
            max(CASE WHEN metric = 'signalToNoiseRatio' AND subject = 'jpeg-10' THEN mean END) AS jpeg_10_decibels,
            max(CASE WHEN metric = 'signalToNoiseRatio' AND subject = 'network-uint8' THEN mean END) AS network_decibels,
            max(CASE WHEN metric = 'signalToNoiseRatio' AND subject = 'network-uint8' THEN width END) AS network_decibels_width
        FROM named WHERE class IS NULL GROUP BY dataset),
    noise AS (SELECT value FROM claim WHERE item = 'recipe' AND subject = 'noise'),
    clean AS (SELECT * FROM wani_error WHERE recipe = 'clean' AND class IS NULL),
    noiseless AS (SELECT * FROM wani_error WHERE recipe = 'clean-0' AND class IS NULL),
    number AS (
        SELECT 1 AS position, 'images of 1/8 their size' AS claim, 'pixels / code units; bytes of pixels / of 32-bit codes' AS accounting,
            place, text AS printed, value, decimals,
            4 * raw_bytes / code_bytes AS replayed, NULL AS replayed_half_width, NULL AS replayed_n,
            raw_bytes / code_bytes AS correct, NULL AS correct_half_width, NULL AS correct_n, 'times smaller' AS unit, 0 AS trained,
            0 AS diverged, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'ratio'
        UNION ALL
        SELECT 2, 'images of 1/12.25 their size', 'pixels / code units; bytes of pixels / of 32-bit codes', place, text, value, decimals,
            4 * raw_bytes / code_bytes, NULL, NULL, raw_bytes / code_bytes, NULL, NULL, 'times smaller', 0, 0, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'count-ratio'
        UNION ALL
        SELECT 3, 'overall loss after 30 epochs', 'sum of an epoch''s minibatch errors; error per test pixel', place, text, value,
            decimals, loss, loss_half_width, n, test_error, test_error_half_width, n, 'loss', 1, diverged, dataset
        FROM training JOIN claim ON item = 'claim' AND subject = 'loss' AND claim.step = training.epoch WHERE recipe = 'notebook'
        UNION ALL
        SELECT 4, 'the same number', 'sum of an epoch''s minibatch errors, after ' || epoch || ' epochs; error per test pixel', place,
            text, value, decimals, loss, loss_half_width, n, test_error, test_error_half_width, n, 'loss', 1, diverged, dataset
        FROM training, claim WHERE item = 'claim' AND subject = 'loss' AND recipe = 'notebook-200' AND epoch = last_epoch
        UNION ALL
        SELECT 6, 'improvement over 30 epochs', 'fall since epoch 1 of the loss; of the test error', place, text, value, decimals,
            summed.mean, summed.width, summed.n, tested.mean, tested.width, tested.n, '%', 1, 0, summed.dataset
        FROM claim, improvement AS summed LEFT JOIN improvement AS tested ON tested.dataset = summed.dataset AND tested.subject = 'network'
        WHERE item = 'claim' AND claim.subject = 'improvement' AND summed.subject = 'epoch-sum'
        UNION ALL
        SELECT 10, 'bits per pixel of JPEG', 'of a Python object; of real files of quality 75', place, text, value, decimals,
            jpeg_object, NULL, NULL, jpeg_75, NULL, NULL, 'bits per pixel', 0, 0, dataset
        FROM bits, claim WHERE item = 'figure-9' AND subject = 'JPEG'
        UNION ALL
        SELECT 11, 'bits per pixel of DDCAE', 'of a Python object; of the code as 32-bit floats', place, text, value, decimals,
            network_object, NULL, NULL, codes, NULL, NULL, 'bits per pixel', 0, 0, dataset
        FROM bits, claim WHERE item = 'figure-9' AND subject = 'DDCAE'),
    verdict AS (
        SELECT position, claim, accounting, printed, replayed, replayed_half_width, replayed_n, correct, correct_half_width, correct_n, unit,
            CASE
                WHEN diverged > 0 THEN 'training diverged'
                WHEN correct IS NULL OR replayed IS NULL THEN NULL
                WHEN abs(correct - value) < power(10, -decimals) THEN 'holds'
                WHEN abs(replayed - value) < power(10, -decimals) THEN 'holds only by their formula'
                WHEN trained AND (replayed_half_width IS NULL OR correct_half_width IS NULL) THEN 'undecided'
                WHEN abs(replayed - value) < replayed_half_width * sqrt(replayed_n + 1) + power(10, -decimals) THEN 'undecided'
                WHEN abs(correct - value) < correct_half_width * sqrt(correct_n + 1) + power(10, -decimals) THEN 'undecided'
                WHEN trained THEN 'not reproduced' ELSE 'refuted' END AS verdict,
            place, dataset
        FROM number
        UNION ALL
        SELECT 7, 'entropy below JPEG''s on all digits', 'of float pixels, with and without the shifted decimal point, below their row JPEG',
            claim.text || ' digits', shifted.lower, NULL, shifted.n, plain.lower, NULL, plain.n, 'of ' || plain.digits || ' digits',
            CASE WHEN plain.lower = plain.digits THEN 'holds' WHEN plain.higher = plain.digits AND shifted.lower = shifted.digits
                    THEN 'contradicted by its own source'
                WHEN plain.higher = plain.digits THEN 'refuted' ELSE 'undecided' END,
            place, shifted.dataset
        FROM claim, digit AS shifted JOIN digit AS plain ON plain.dataset = shifted.dataset AND plain.rival = shifted.rival
        WHERE claim.item = 'claim' AND claim.subject = 'digits' AND shifted.metric = 'shiftedPixelEntropy' AND shifted.rival = 'box-resized'
            AND plain.metric = 'pixelEntropy' AND plain.subject = 'network-float32'
        UNION ALL
        SELECT CASE rival WHEN 'box-resized' THEN 8 ELSE 9 END, 'the same of 8-bit pixels',
            'of the output in 8 bits, below ' || CASE rival WHEN 'box-resized' THEN 'their row JPEG' ELSE 'real JPEG of quality 75' END,
            claim.text || ' digits', NULL, NULL, NULL, lower, NULL, digit.n, 'of ' || digits || ' digits',
            CASE WHEN lower = digits THEN 'holds' WHEN higher = digits THEN 'refuted' ELSE 'undecided' END, place, dataset
        FROM claim, digit WHERE claim.item = 'claim' AND claim.subject = 'digits' AND metric = 'pixelEntropy' AND digit.subject = 'network-uint8'
        UNION ALL
        SELECT 12, 'more bits per pixel than JPEG', 'of Python objects; of 32-bit codes without the decoder, over real JPEG of quality 10',
            'in words', network_object / jpeg_object, NULL, NULL, codes / jpeg_10, NULL, NULL, 'ratio',
            CASE WHEN codes / jpeg_10 + network_object / jpeg_object IS NULL THEN NULL WHEN codes > jpeg_10 THEN 'holds'
                WHEN network_object > jpeg_object THEN 'holds only by their formula' ELSE 'refuted' END,
            'Section IV, below Figure 9', dataset
        FROM bits
        UNION ALL
        SELECT 13, 'SNR similar to JPEG''s', 'mean / deviation: of the output over that of the resized image', 'in words',
            network_deviation / jpeg_deviation, network_deviation_width / jpeg_deviation, n, NULL, NULL, NULL, 'ratio',
            CASE WHEN network_deviation IS NULL OR jpeg_deviation IS NULL THEN NULL WHEN network_deviation_width IS NULL THEN 'undecided'
                WHEN abs(network_deviation / jpeg_deviation - 1) + network_deviation_width / jpeg_deviation < 0.05
                    THEN 'holds only by their formula'
                WHEN abs(network_deviation / jpeg_deviation - 1) - network_deviation_width / jpeg_deviation > 0.05
                    THEN 'not reproduced'
                ELSE 'undecided' END,
            'Section I', dataset
        FROM bits
        UNION ALL
        SELECT position, 'the same with a reference picture', 'less that of real JPEG of quality ' || quality, 'in words',
            NULL, NULL, NULL, difference, network_decibels_width, n, 'dB',
            CASE WHEN difference IS NULL THEN NULL WHEN network_decibels_width IS NULL THEN 'undecided' WHEN abs(difference) + network_decibels_width < 1 THEN 'holds'
                WHEN abs(difference) - network_decibels_width > 1 THEN 'refuted' ELSE 'undecided' END,
            'Section I', dataset
        FROM (
            SELECT *, 14 AS position, 75 AS quality, network_decibels - jpeg_75_decibels AS difference FROM bits
            UNION ALL
            SELECT *, 15, 10, network_decibels - jpeg_10_decibels FROM bits)
        UNION ALL
        SELECT 16, 'without noise, a 1:1 mapping', 'test error of the clean recipe without noise, whose root would be below a grey level', 'in words', NULL, NULL, NULL,
            mean, half_width_95, n, 'MSE',
            CASE WHEN diverged > 0 THEN 'training diverged' WHEN half_width_95 IS NULL THEN 'undecided'
                WHEN mean - half_width_95 > 1.0 / 65025 THEN 'refuted' WHEN mean + half_width_95 < 1.0 / 65025 THEN 'holds'
                ELSE 'undecided' END,
            'Section II.A', dataset
        FROM noiseless
        UNION ALL
        SELECT 17, 'noise generalises better',
            'test error of the clean recipe with noise of ' || CAST(noise.value AS INTEGER) || ' over that without', 'in words',
            NULL, NULL, NULL, clean.mean / noiseless.mean, NULL, min(clean.n, noiseless.n), 'ratio',
            CASE WHEN clean.diverged + noiseless.diverged > 0 THEN 'training diverged'
                WHEN clean.mean + clean.half_width_95 < noiseless.mean - noiseless.half_width_95 THEN 'holds'
                WHEN clean.mean - clean.half_width_95 > noiseless.mean + noiseless.half_width_95 THEN 'refuted' ELSE 'undecided' END,
            'Section II.A', clean.dataset
        FROM noise, clean JOIN noiseless USING (dataset)
        UNION ALL
        SELECT 18 + raw, 'a denoising function',
            'PSNR of the output less that of the noisy image, noise of ' || test_noise
                || CASE WHEN raw THEN ', notebook''s recipe' ELSE ', clean recipe' END,
            'in words', NULL, NULL, NULL, gain, gain_half_width, n, 'dB',
            CASE WHEN gain_half_width IS NULL THEN 'undecided' WHEN gain - gain_half_width > 0 THEN 'holds'
                WHEN gain + gain_half_width < 0 THEN 'refuted' ELSE 'undecided' END,
            'Section II.A', dataset
        FROM wani_noise, noise WHERE test_noise = noise.value AND recipe IN ('clean', 'notebook-200'))
SELECT claim, accounting, printed, replayed, replayed_half_width, replayed_n, correct, correct_half_width, correct_n, unit, verdict, place,
    dataset
FROM verdict ORDER BY dataset, position;
