-- What it shows: what the paper feng claims, as printed, replayed and as its words mean, with a verdict.
-- Unit: in the column unit. Definition: in the rows with a printed number, replayed = on as many test images as the paper's autoencoders
-- were tested on, from the first, and measured = on all test images; the example's classifier, where none is named. holds = measured lies
-- within 2 points of a printed accuracy, the half-width of the 95 % interval of one accuracy on 2,000 images, or within 10 % of a printed
-- loss; holds on the first images = replayed alone does. Claims in words are judged as their accounting says. Of two kinds of images, the
-- first is more accurate where McNemar's test says so in every replicate, with a probability below 0.05: holds, or refuted where it says
-- the opposite in every replicate. By rates of SGD, one training each: holds at all, depends on the conditions at some, not reproduced at
-- none. In the control, a network is surely the best, or not, where its error differs from that of the best other one by more than the
-- greatest spread of feng_seeds: holds where it is surely the best under all conditions; refuted where it is surely not under all; depends
-- on the conditions where it is under some and not under others; else undecided. undecided = intervals overlap, replicates disagree, or there is one seed.
CREATE VIEW table_feng_claims AS
WITH
    claim AS (SELECT * FROM printed WHERE paper = 'feng'),
    names (method, name) AS (VALUES ('cnn', 'CNN'), ('ann', 'ANN'), ('shared', 'ANN, shared weights')),
    most AS (SELECT * FROM feng_classified WHERE is_all),
    first AS (SELECT * FROM feng_classified WHERE is_first),
    number AS (
        SELECT CASE most.classifier WHEN 'example' THEN 1 ELSE 2 END AS position, 'accuracy on originals' AS claim,
            CASE most.classifier WHEN 'example' THEN 'classifier of the PyTorch example, with dropout'
                ELSE 'classifier as the text says, one fully connected layer' END AS accounting,
            claim.place, claim.text, claim.value, 2 AS tolerance,
            first.accuracy AS replayed, first.accuracy_half_width AS replayed_half_width,
            most.accuracy AS measured, most.accuracy_half_width AS measured_half_width, most.n, '%' AS unit,
            most.dataset
        FROM claim JOIN most ON most.method = 'originals'
        JOIN first USING (dataset, classifier, method)
        WHERE claim.item = 'claim' AND claim.subject = 'accuracy'
        UNION ALL
        SELECT 2 + CASE claim.subject WHEN 'cnn' THEN 1 WHEN 'ann' THEN 2 ELSE 3 END, 'accuracy of ' || names.name,
            'reconstructions, classifier of originals', claim.place, claim.text, claim.value, 2, first.accuracy, first.accuracy_half_width,
            most.accuracy, most.accuracy_half_width, most.n, '%', most.dataset
        FROM claim JOIN names ON names.method = claim.subject
        JOIN most ON most.method = claim.subject AND most.classifier = 'example'
        JOIN first USING (dataset, classifier, method)
        WHERE claim.item = 'table-3-accuracy'
        UNION ALL
        SELECT 5 + CASE claim.subject WHEN 'cnn' THEN 1 WHEN 'ann' THEN 2 ELSE 3 END, 'final loss of ' || names.name,
            'cross-entropy of the classifier', claim.place, claim.text, claim.value, 0.1 * claim.value, first.cross_entropy,
            first.cross_entropy_half_width, most.cross_entropy, most.cross_entropy_half_width, most.n, 'nats per image', most.dataset
        FROM claim JOIN names ON names.method = claim.subject
        JOIN most ON most.method = claim.subject AND most.classifier = 'example'
        JOIN first USING (dataset, classifier, method)
        WHERE claim.item = 'table-3-loss'),
    pair (position, first, second, claim, accounting, place) AS (
        VALUES
            (9, 'cnn', 'ann', 'CNN is more accurate than ANN', 'accuracy CNN − ANN', 'Table 3; Section 3'),
            (10, 'ann', 'shared', 'ANN is more accurate than with shared weights', 'accuracy ANN − shared', 'Table 3; Section 3'),
            (14, 'cnn', 'pca-40', 'much better than PCA', 'accuracy CNN − as many principal components', 'Section 3'),
            (15, 'ann', 'pca-400', 'much better than PCA', 'accuracy ANN − as many principal components', 'Section 3'),
            (16, 'shared', 'pca-400', 'much better than PCA', 'accuracy shared − as many principal components', 'Section 3')),
    trained AS (
        SELECT cnn.dataset, cnn.train AS cnn, ann.train AS ann, shared.train AS shared, min(cnn.n, ann.n, shared.n) AS n,
            cnn.train + coalesce(cnn.train_half_width, 0) < ann.train - coalesce(ann.train_half_width, 0)
                AND ann.train + coalesce(ann.train_half_width, 0) < shared.train - coalesce(shared.train_half_width, 0) AS is_printed,
            cnn.train - coalesce(cnn.train_half_width, 0) > ann.train + coalesce(ann.train_half_width, 0)
                OR ann.train - coalesce(ann.train_half_width, 0) > shared.train + coalesce(shared.train_half_width, 0) AS is_other,
            shared.parameters / ann.parameters AS parameters, shared.ratio - ann.ratio AS gap,
            sqrt(shared.ratio_half_width * shared.ratio_half_width + ann.ratio_half_width * ann.ratio_half_width) AS gap_half_width
        FROM feng_trained AS cnn
        JOIN feng_trained AS ann ON ann.dataset = cnn.dataset AND ann.network = 'ann'
        JOIN feng_trained AS shared ON shared.dataset = cnn.dataset AND shared.network = 'shared'
        WHERE cnn.network = 'cnn'),
    rate AS (
        SELECT rates.dataset, count(*) AS rates, sum(printed_order = 'yes') AS printed, sum(cnn_first = 'yes') AS first,
            max(most.n) AS n, (SELECT min(n) FROM table_feng_rates AS every
                WHERE every.dataset = rates.dataset AND every.network <> 'cnn') AS rate_n
        FROM table_feng_rates AS rates JOIN most ON most.dataset = rates.dataset AND most.method = 'cnn' AND most.classifier = 'example'
        WHERE network = 'ann' GROUP BY rates.dataset),
    seeds AS (SELECT dataset, min(seeds) AS n FROM feng_seeds GROUP BY dataset),
    control AS (
        SELECT dataset, count(*) AS arms, sum(surely_best) AS surely_best, sum(surely_not) AS surely_not,
            min(coalesce(seeds.n, 1), trained.n) AS n
        FROM feng_control_cnn JOIN trained USING (dataset) LEFT JOIN seeds USING (dataset) GROUP BY dataset, seeds.n, trained.n),
    least AS (
        SELECT dataset, accuracy, accuracy_half_width, n, row_number() OVER (PARTITION BY dataset ORDER BY accuracy) AS position
        FROM most WHERE classifier = 'example' AND method IN ('cnn', 'ann', 'shared')),
    filtered AS (
        SELECT dataset, 3 * count(*) AS cases, max(n) AS n,
            sum((cnn + coalesce(cnn_half_width, 0) < noisy) + (ann + coalesce(ann_half_width, 0) < noisy)
                + (shared + coalesce(shared_half_width, 0) < noisy)) AS better
        FROM table_feng_noise GROUP BY dataset),
    worded AS (
        SELECT position, claim, accounting, 'in words' AS printed, difference AS measured, difference_half_width AS measured_half_width,
            result.n, 'points' AS unit,
            CASE WHEN result.n < 2 THEN 'undecided' WHEN better = result.n THEN 'holds' WHEN worse = result.n THEN 'refuted'
                ELSE 'undecided' END AS verdict,
            place, dataset
        FROM pair JOIN feng_compared AS result USING (first, second)
        WHERE classifier = 'example' AND is_all
        UNION ALL
        SELECT 11, 'the loss of CNN is least, that of shared weights greatest', 'training error, last epoch: shared weights / CNN',
            'in words', shared / cnn, NULL, n, 'ratio',
            CASE WHEN n < 2 THEN 'undecided' WHEN is_printed THEN 'holds' WHEN is_other THEN 'refuted' ELSE 'undecided' END,
            'Figure 7', dataset
        FROM trained
        UNION ALL
        SELECT 11.5, 'CNN is the most accurate', 'rates of SGD at which CNN is more accurate than both others', 'in words', first, NULL, rate_n,
            'of ' || rates || ' rates',
            CASE WHEN n < 2 OR first IS NULL THEN 'undecided' WHEN first = rates THEN 'holds' WHEN first = 0 THEN 'not reproduced'
                ELSE 'depends on the conditions' END,
            'Table 3', dataset
        FROM rate
        UNION ALL
        SELECT 12, 'the order of Table 3', 'rates of SGD at which CNN, ANN and shared weights follow in this order of accuracy',
            'in words', printed, NULL, rate_n, 'of ' || rates || ' rates',
            CASE WHEN n < 2 OR printed IS NULL THEN 'undecided' WHEN printed = rates THEN 'holds' WHEN printed = 0 THEN 'not reproduced'
                ELSE 'depends on the conditions' END,
            'Table 3', dataset
        FROM rate
        UNION ALL
        SELECT 13, 'CNN compresses best', 'equal optimizer, code and images: conditions under which its error is surely the least; surely not under ' || surely_not, 'in words',
            surely_best, NULL, 1, 'of ' || arms || ' conditions',
            CASE WHEN n < 2 THEN 'undecided' WHEN surely_best = arms THEN 'holds' WHEN surely_not = arms THEN 'refuted'
                WHEN surely_best > 0 AND surely_not > 0 THEN 'depends on the conditions' ELSE 'undecided' END,
            'Section 4.1', dataset
        FROM control
        UNION ALL
        SELECT 17, 'all three keep most features', 'accuracy of the least accurate of the three', 'above ' || text,
            accuracy, accuracy_half_width, least.n, '%',
            CASE WHEN least.n < 2 THEN 'undecided' WHEN accuracy - accuracy_half_width > value THEN 'holds'
                WHEN accuracy + accuracy_half_width < value THEN 'refuted' ELSE 'undecided' END,
            claim.place, dataset
        FROM least, claim WHERE least.position = 1 AND item = 'claim' AND subject = 'least-accuracy'
        UNION ALL
        SELECT 18, 'shared weights leave fewer numbers to learn', 'numbers to learn, shared / ANN', 'in words',
            parameters, NULL, NULL, 'ratio', CASE WHEN parameters < 1 THEN 'holds' WHEN parameters >= 1 THEN 'refuted' ELSE 'undecided' END,
            'Section 2.2.3', dataset
        FROM trained
        UNION ALL
        SELECT 19, 'shared weights avoid over-fitting', 'test error / training error, shared − ANN', 'in words',
            gap, gap_half_width, n, 'difference of ratios',
            CASE WHEN n < 2 OR gap_half_width IS NULL THEN 'undecided' WHEN gap + gap_half_width < 0 THEN 'holds'
                WHEN gap - gap_half_width > 0 THEN 'refuted' ELSE 'undecided' END,
            'Section 2.2.3', dataset
        FROM trained
        UNION ALL
        SELECT 20, 'the networks may filter noise', 'three networks at each level of noise: error below that of the noisy images',
            'in words', better, NULL, n, 'of ' || cases || ' cases',
            CASE WHEN n < 2 THEN 'undecided' WHEN better = cases THEN 'holds' WHEN better = 0 THEN 'refuted'
                ELSE 'depends on the conditions' END,
            'Section 4.2', dataset
        FROM filtered),
    verdict AS (
        SELECT position, claim, accounting, text AS printed, replayed, replayed_half_width, measured, measured_half_width, n, unit,
            CASE WHEN measured IS NULL THEN 'undecided' WHEN abs(measured - value) <= tolerance THEN 'holds'
                WHEN abs(replayed - value) <= tolerance THEN 'holds on the first images' ELSE 'not reproduced' END AS verdict,
            place, dataset
        FROM number
        UNION ALL
        SELECT position, claim, accounting, printed, NULL, NULL, measured, measured_half_width, n, unit, verdict, place, dataset FROM worded)
SELECT claim, accounting, printed, replayed, replayed_half_width, measured, measured_half_width, n, unit, verdict, place, dataset
FROM verdict ORDER BY dataset, position;
