-- What it shows: the papers' networks trained as each paper specifies it, and where it is silent as its authors' code has it (wani, ercan) or as
-- table_unsettled answers: what each is, how it is trained, how well it does, and the number that the paper prints of it, in its own unit.
-- Unit: errors are mean squared errors per pixel, pixels in [0,1]; rmse the root of the mean error on test images; cross-entropies in nats per
-- pixel; PSNR with peak 1. Definition: means over n trainings ± half-widths of 95 % confidence intervals, after the last epoch, on all test
-- images of the autoencoder; the training's own are means over the last epoch's minibatches. ours = what compares with the printed number
-- (wani: sum over the epoch's minibatches; ercan: training minibatches, which is what his column Test is of; feng: the example's classifier on
-- the first reconstructions). dcunha: on crops at JPEG quality 10, PSNR of the mean error; its training error is of the artefact.
CREATE VIEW table_replication AS
WITH
    known (position, paper, network, configuration) AS (
        VALUES (1, 'Patel et al.', '784-1000-500-196-500-1000-784, from machines', 'patel/train[start=machines]'),
            (2, 'Wani and Selvam', 'DDCAE, the notebook''s', 'wani/train[recipe=notebook]'),
            (3, 'Wani and Selvam', 'the same for the epochs of the tables', 'wani/train-variant[variant=notebook-200]'),
            (4, 'Ercan', '784-128-64-128-784', 'ercan/train[recipe=paper,code=64]'),
            (5, 'Ercan', '784-128-50-128-784', 'ercan/train[recipe=paper,code=50]'),
            (6, 'Ercan', '784-128-36-128-784', 'ercan/train[recipe=paper,code=36]'),
            (7, 'Ercan', '784-128-784, printed as 128-22-128', 'ercan/train[recipe=paper,code=128]'),
            (8, 'Feng', 'CNN', 'feng/train[network=cnn]'),
            (9, 'Feng', 'ANN', 'feng/train[network=ann]'),
            (10, 'Feng', 'ANN, shared weights', 'feng/train[network=shared]'),
            (11, 'D''Cunha et al.', 'DnCNN', 'dcunha/train')),
    told AS (
        SELECT stage.configuration, substr(parameter.name, 11, instr(substr(parameter.name, 11), '.') - 1) AS optimizer, min(value) AS rate
        FROM parameter JOIN stage ON stage.name = parameter.stage
        WHERE parameter.name LIKE 'optimizer.%.learningRate' AND configuration IN (SELECT configuration FROM known)
        GROUP BY configuration),
    part AS (SELECT * FROM cell WHERE configuration IN (SELECT configuration FROM known) AND class IS NULL),
    last AS (SELECT configuration, max(step) AS step FROM part WHERE subject = 'epoch-mean' GROUP BY configuration),
    trained AS (
        SELECT part.configuration, part.dataset, last.step, max(n) AS n,
            max(CASE WHEN metric = 'parameterCount' AND subject = 'network' THEN mean END) AS numbers,
            max(CASE WHEN metric = 'meanSquaredError' AND subject = 'epoch-mean' THEN mean END) AS training_error,
            max(CASE WHEN metric = 'meanSquaredError' AND subject = 'epoch-mean' THEN half_width_95 END) AS training_error_half_width,
            max(CASE WHEN metric = 'meanSquaredError' AND subject = 'epoch-sum' THEN mean END) AS sum,
            max(CASE WHEN metric = 'meanSquaredError' AND subject = 'epoch-sum' THEN half_width_95 END) AS sum_half_width,
            max(CASE WHEN metric = 'meanSquaredError' AND subject = 'network' AND split = 'test' THEN mean END) AS error,
            max(CASE WHEN metric = 'meanSquaredError' AND subject = 'network' AND split = 'test' THEN half_width_95 END) AS error_half_width,
            max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'network' AND split = 'test' THEN mean END) AS cross_entropy,
            max(CASE WHEN metric = 'binaryCrossEntropy' AND subject = 'network' AND split = 'test' THEN half_width_95 END) AS cross_entropy_half_width,
            max(CASE WHEN metric = 'peakSignalToNoiseRatio' AND subject = 'network' AND split = 'test' THEN mean END) AS decibels,
            max(CASE WHEN metric = 'peakSignalToNoiseRatio' AND subject = 'network' AND split = 'test' THEN half_width_95 END) AS decibels_half_width
        FROM part JOIN last USING (configuration) WHERE part.step = last.step OR part.step IS NULL
        GROUP BY part.configuration, part.dataset),
    restored AS (
        SELECT mean AS decibels, half_width_95 AS decibels_half_width FROM cell
        WHERE configuration = 'dcunha/evaluate' AND metric = 'peakSignalToNoiseRatio' AND subject = 'restored' AND step = 10),
    printed_number AS (
        SELECT 'wani/train[recipe=notebook]' AS configuration, text, 'overall loss' AS unit FROM printed WHERE paper = 'wani' AND item = 'claim' AND subject = 'loss'
        UNION ALL
        SELECT 'ercan/train[recipe=paper,code=' || CAST(trained.value AS INTEGER) || ']', number.text, 'error, as RMSE'
        FROM printed AS number JOIN printed AS trained ON trained.paper = 'ercan' AND trained.item = 'trained-width' AND trained.subject = number.subject
        WHERE number.paper = 'ercan' AND number.item = 'table-2' AND number.step IS NULL
        UNION ALL
        SELECT 'feng/train[network=' || subject || ']', text, '% right, Table 3' FROM printed WHERE paper = 'feng' AND item = 'table-3-accuracy'),
    answered AS (
        SELECT 'feng/train[network=' || method || ']' AS configuration, accuracy, accuracy_half_width FROM feng_classified
        WHERE classifier = 'example' AND is_first),
    line AS (
        SELECT
            known.position, known.paper, known.network, CAST(numbers AS INTEGER) AS numbers,
            CASE told.optimizer WHEN 'adam' THEN 'Adam' WHEN 'rmsprop' THEN 'RMSProp' WHEN 'sgd' THEN 'SGD' ELSE told.optimizer END || ', ' || told.rate AS optimizer,
            CASE known.configuration WHEN 'dcunha/train' THEN trained.step || ' steps' ELSE trained.step END AS epochs, trained.n AS trainings, trained.n,
            training_error, training_error_half_width,
            coalesce(error, power(10, -restored.decibels / 10)) AS error, error_half_width,
            coalesce(sqrt(error), power(10, -restored.decibels / 20)) AS rmse,
            cross_entropy, cross_entropy_half_width,
            coalesce(trained.decibels, restored.decibels) AS decibels, coalesce(trained.decibels_half_width, restored.decibels_half_width) AS decibels_half_width,
            printed_number.text AS printed,
            CASE WHEN known.configuration LIKE 'wani/%' THEN CASE WHEN printed_number.text IS NOT NULL THEN sum END
                WHEN known.configuration LIKE 'ercan/%' THEN training_error ELSE answered.accuracy END AS ours,
            CASE WHEN known.configuration LIKE 'wani/%' THEN CASE WHEN printed_number.text IS NOT NULL THEN sum_half_width END
                WHEN known.configuration LIKE 'ercan/%' THEN training_error_half_width ELSE answered.accuracy_half_width END AS ours_half_width,
            printed_number.unit, trained.dataset
        FROM known JOIN trained USING (configuration)
        LEFT JOIN told USING (configuration)
        LEFT JOIN restored ON known.configuration = 'dcunha/train'
        LEFT JOIN printed_number USING (configuration)
        LEFT JOIN answered USING (configuration))
SELECT
    paper, network, numbers, optimizer, epochs, trainings, n, training_error, training_error_half_width, error, error_half_width, rmse, cross_entropy,
    cross_entropy_half_width, decibels, decibels_half_width, printed, ours, ours_half_width,
    -- The printed number's digits, and one or two more.
    CASE WHEN ours IS NOT NULL THEN printf('%.*f', places, ours)
        || CASE WHEN ours_half_width IS NULL THEN ' †' ELSE printf(' ± %.*f', places, ours_half_width) END END AS ours_text, unit, dataset
FROM line LEFT JOIN (SELECT 'overall loss' AS of, 1 AS places UNION ALL SELECT 'error, as RMSE', 4 UNION ALL SELECT '% right, Table 3', 1) ON of = unit
ORDER BY position;
