-- What it shows: what the paper patel claims, held against what was measured here. It prints no result, so that its claims are words.
-- Unit: in the column unit. Definition: by_count = what counting units gives, correct = what was measured, mean over n replicates ±
-- half-width of the 95 % confidence interval; that of a ratio a/b is ratio * sqrt((half-width a / a)^2 + (half-width b / b)^2).
-- Verdicts. Between two means: holds or refuted where their 95 % intervals lie apart, otherwise undecided. Between the mean of the paper's
-- network and an arm of one training: as patel_variant says (further away than one more training would be), otherwise undecided. Two to
-- four layers: holds where each of these depths is better than one layer by more than that spread, refuted where each is worse by as much,
-- otherwise undecided. Against principal components, which have no spread, where the networks are one training or are measured on other
-- images: holds below 0.8, refuted above 1.25, otherwise undecided. Sizes: holds where bytes shrink as much as the count of units; holds by
-- count only where bytes do not shrink at all; bits are enough when they raise the mean squared error by less than 1 %. Contradicted by its
-- own source: the numbers that the paper prints are enough to say so. Without a number that was measured there is no verdict.
CREATE VIEW table_patel_claims AS
WITH
    number AS (SELECT * FROM printed WHERE paper = 'patel'),
    input AS (SELECT value, text FROM number WHERE item = 'network' AND subject = 'input'),
    first AS (SELECT value, text FROM number WHERE item = 'network' AND subject = 'first-layer'),
    second AS (SELECT value, text FROM number WHERE item = 'network' AND subject = 'second-layer'),
    code AS (SELECT value, text FROM number WHERE item = 'network' AND subject = 'code'),
    paper AS (SELECT * FROM patel_epoch WHERE task = 'train' AND cross_entropy IS NOT NULL),
    last AS (
        SELECT * FROM paper
        WHERE epoch = (SELECT max(epoch) FROM paper AS other WHERE other.configuration = paper.configuration
            AND other.dataset = paper.dataset)),
    machines AS (SELECT * FROM last WHERE start = 'machines'),
    alone AS (SELECT * FROM paper WHERE start = 'machines' AND epoch = 0),
    quantized AS (SELECT * FROM patel_quantization WHERE start = 'machines'),
    fewest AS (
        SELECT dataset, min(bits_per_unit) AS bits FROM quantized
        WHERE representation LIKE 'uniform-%' AND change < 1 GROUP BY dataset),
    size AS (
        SELECT dataset,
            max(CASE WHEN metric = 'modelBytes' AND subject = 'decoder-float32' THEN mean END) AS decoder_bytes,
            max(CASE WHEN metric = 'weightCount' AND subject = 'network' THEN mean END) AS weights
        FROM patel_cell WHERE task = 'train' GROUP BY dataset),
    components AS (
        SELECT dataset, mean FROM cell
        WHERE paper = 'ercan' AND task = 'pca' AND metric = 'meanSquaredError' AND split = 'test'
            AND subject = 'pca-' || (SELECT text FROM code)),
    depth AS (
        SELECT single.dataset, count(*) AS depths, most.value - fewest.value + 1 AS all_depths,
            sum(deeper.machines < single.machines - single.machines_reach) AS better,
            sum(deeper.machines > single.machines + single.machines_reach) AS worse, fewest.text || ' to ' || most.text AS printed
        FROM patel_depth AS single
        JOIN number AS fewest ON fewest.item = 'network' AND fewest.subject = 'fewest-layers'
        JOIN number AS most ON most.item = 'network' AND most.subject = 'most-layers'
        JOIN patel_depth AS deeper ON deeper.dataset = single.dataset AND deeper.layers BETWEEN fewest.value AND most.value
        WHERE single.layers = 1 GROUP BY single.dataset, fewest.text, most.text),
    verdict AS (
        SELECT 1 AS position, 'a convolutional autoencoder' AS claim,
            'weights of dense layers of the printed widths / all weights of the network' AS accounting, 'in words' AS printed,
            NULL AS by_count,
            2 * (input.value * first.value + first.value * second.value + second.value * code.value) / weights AS correct,
            NULL AS half_width, NULL AS n, 'ratio' AS unit,
            CASE WHEN 2 * (input.value * first.value + first.value * second.value + second.value * code.value) = weights
                THEN 'contradicted by its own source' ELSE 'undecided' END AS verdict,
            'Title' AS place, dataset
        FROM size, input, first, second, code
        UNION ALL
        SELECT 2, 'compresses the pixels of an image', 'raw pixels / codes of 32-bit floats, in bytes',
            input.text || ' into ' || code.text, input.value / code.value, ratio, NULL, NULL, 'in / out',
            CASE WHEN ratio >= input.value / code.value THEN 'holds' WHEN ratio > 1 THEN 'holds in part'
                ELSE 'holds by count only' END, 'Network architecture setup', dataset
        FROM quantized, input, code WHERE representation = 'float32'
        UNION ALL
        SELECT 3, 'the same, with fewer bits',
            'raw pixels / codes of ' || fewest.bits || ' bits per unit, the fewest that raise the error by less than 1 %',
            input.text || ' into ' || code.text, input.value / code.value, ratio, NULL, NULL, 'in / out',
            CASE WHEN ratio >= input.value / code.value THEN 'holds' WHEN ratio > 1 THEN 'holds in part'
                ELSE 'holds by count only' END, 'Network architecture setup', quantized.dataset
        FROM quantized JOIN fewest ON fewest.dataset = quantized.dataset AND fewest.bits = quantized.bits_per_unit, input, code
        UNION ALL
        SELECT 4, 'compresses large sets of images', 'images after which 8-bit codes have saved the bytes of the decoder, against raw pixels',
            text || ' images', NULL, ceil(decoder_bytes / (raw_bytes_per_image - bytes_per_image)), NULL, NULL, 'images',
            CASE WHEN raw_bytes_per_image <= bytes_per_image
                    OR decoder_bytes / (raw_bytes_per_image - bytes_per_image) > number.value THEN 'refuted'
                WHEN decoder_bytes IS NOT NULL THEN 'holds' END, 'Abstract; Methodology', quantized.dataset
        FROM quantized JOIN size ON size.dataset = quantized.dataset, number
        WHERE representation = 'uniform-8' AND item = 'data' AND subject = 'all-images'
        UNION ALL
        SELECT 5 + (other.start = 'pytorch'),
            CASE other.start WHEN 'glorot' THEN 'training machines first helps' ELSE 'the same, against PyTorch' END,
            'cross-entropy from machines / from ' || CASE other.start WHEN 'glorot' THEN 'Glorot''s weights'
                ELSE 'PyTorch''s default weights' END || ', epoch ' || other.epoch,
            'in words', NULL, machines.cross_entropy / other.cross_entropy,
            machines.cross_entropy / other.cross_entropy * sqrt(
                power(machines.cross_entropy_half_width / machines.cross_entropy, 2)
                + power(other.cross_entropy_half_width / other.cross_entropy, 2)),
            min(machines.n, other.n), 'ratio',
            CASE
                WHEN machines.cross_entropy + machines.cross_entropy_half_width
                    < other.cross_entropy - other.cross_entropy_half_width THEN 'holds'
                WHEN machines.cross_entropy - machines.cross_entropy_half_width
                    > other.cross_entropy + other.cross_entropy_half_width THEN 'refuted'
                ELSE 'undecided' END, 'Network architecture setup', machines.dataset
        FROM machines JOIN last AS other
            ON other.dataset = machines.dataset AND other.epoch = machines.epoch AND other.start IN ('glorot', 'pytorch')
        UNION ALL
        SELECT 7, 'fine-tuning improves the reconstruction',
            'cross-entropy after epoch ' || machines.epoch || ' / of the machines alone', 'in words', NULL,
            machines.cross_entropy / alone.cross_entropy,
            machines.cross_entropy / alone.cross_entropy * sqrt(
                power(machines.cross_entropy_half_width / machines.cross_entropy, 2)
                + power(alone.cross_entropy_half_width / alone.cross_entropy, 2)),
            min(machines.n, alone.n), 'ratio',
            CASE
                WHEN machines.cross_entropy + machines.cross_entropy_half_width
                    < alone.cross_entropy - alone.cross_entropy_half_width THEN 'holds'
                WHEN machines.cross_entropy - machines.cross_entropy_half_width
                    > alone.cross_entropy + alone.cross_entropy_half_width THEN 'refuted'
                ELSE 'undecided' END, 'Representing and generalizing nonlinear structure in data', machines.dataset
        FROM machines JOIN alone ON alone.dataset = machines.dataset
        UNION ALL
        SELECT 8 + (arm = 'first-500'),
            CASE arm WHEN 'first-784' THEN 'the wide first layer makes up for sigmoid units' ELSE 'the same, narrower still' END,
            'cross-entropy with ' || first.text || ' units / with ' || substr(arm, 7) || ', from machines, epoch ' || epoch,
            first.text || ' units', NULL, paper_cross_entropy / cross_entropy, NULL, n, 'ratio',
            CASE verdict WHEN 'worse' THEN 'holds' WHEN 'better' THEN 'refuted' ELSE 'undecided' END,
            'Network architecture setup', dataset
        FROM patel_variant, first WHERE start = 'machines' AND arm IN ('first-784', 'first-500')
        UNION ALL
        SELECT 10, 'hidden layers are smaller than the image', 'units of the first layer / pixels, as printed', 'always smaller',
            first.value / input.value, NULL, NULL, NULL, 'ratio',
            CASE WHEN first.value > input.value THEN 'contradicted by its own source' ELSE 'holds' END,
            'Representing and generalizing nonlinear structure in data', dataset
        FROM size, first, input
        UNION ALL
        SELECT 11, 'an encoder has two to four layers', 'of these depths, from machines: those better than one layer', printed, NULL,
            better, NULL, 1, 'of ' || depths || ' depths',
            CASE WHEN depths < all_depths OR better IS NULL THEN 'undecided' WHEN better = depths THEN 'holds'
                WHEN worse = depths THEN 'refuted' ELSE 'undecided' END, 'Network architecture setup', dataset
        FROM depth
        UNION ALL
        SELECT 12, 'reconstructs better than principal components',
            'squared error of the network, epoch ' || machines.epoch || ', first test images / of as many components, all test images',
            'in words', NULL, machines.error / components.mean, machines.error_half_width / components.mean, machines.n, 'ratio',
            CASE WHEN machines.error / components.mean < 0.8 THEN 'holds' WHEN machines.error / components.mean > 1.25 THEN 'refuted'
                ELSE 'undecided' END, 'Comparison with PCA & JPEG', machines.dataset
        FROM machines JOIN components ON components.dataset = machines.dataset
        UNION ALL
        SELECT 13, 'the same, trained on all images',
            'squared error of the network, epoch ' || epoch || ' / of as many components, all test images',
            'in words', NULL, error / components.mean, NULL, n, 'ratio',
            CASE WHEN error / components.mean < 0.8 THEN 'holds' WHEN error / components.mean > 1.25 THEN 'refuted'
                ELSE 'undecided' END, 'Comparison with PCA & JPEG', patel_variant.dataset
        FROM patel_variant JOIN components ON components.dataset = patel_variant.dataset
        WHERE arm = 'all-images' AND start = 'machines'
        UNION ALL
        SELECT 14, 'the loss is compared with expected values', 'cross-entropy on the test images, from machines, epoch ' || epoch, NULL,
            NULL, cross_entropy, cross_entropy_half_width, n, 'nats per pixel',
            CASE WHEN EXISTS (SELECT * FROM number WHERE item = 'result') THEN 'undecided' ELSE 'no number printed' END,
            'Evaluation & testing', dataset
        FROM machines)
SELECT
    claim, accounting, printed, by_count, correct, half_width AS correct_half_width, n AS correct_n, unit,
    CASE WHEN correct IS NOT NULL OR position = 10 AND by_count IS NOT NULL THEN verdict END AS verdict, place, dataset
FROM verdict ORDER BY dataset, position;
