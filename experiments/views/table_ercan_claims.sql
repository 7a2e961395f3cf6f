-- What it shows: the numbers that the paper ercan claims in its text, replayed and corrected, with a verdict.
-- Unit: in the column unit. Definition: replayed = computed by his formula from what was measured here; correct = the quantity that the
-- words of the claim mean, in the accounting named. Two numbers agree when they differ by less than one unit of the last printed digit (he
-- cuts digits off). holds = the correct number agrees; holds only by his formula = the replayed one alone does; undecided = neither does,
-- but one more training would reach the printed number by that unit (half-width * sqrt(n + 1)), or there is one seed; not reproduced = not
-- even that. Contradicted by its own source: his code takes no root of the mean of squares, and prints the column Test from training
-- batches; the numbers say what the difference is. The last three rows are claims in words, whose verdict is computed from the measurements
-- as their accounting says; undecided = the 95 % confidence intervals of the numbers compared overlap, or there is one seed. No number
-- measured, no verdict; that no number of bits is enough is a result. Half-widths are those of 95 % confidence intervals; that of a root
-- follows from that of the square (half-width / (2 * root)).
CREATE VIEW table_ercan_claims AS
WITH
    size AS (SELECT * FROM ercan_size),
    claim AS (SELECT * FROM printed WHERE paper = 'ercan'),
    final AS (
        SELECT ercan_cell.dataset, ercan_cell.code, mean, half_width_95, n, diverged FROM ercan_cell JOIN ercan_last_epoch USING (configuration)
        WHERE metric = 'meanSquaredError' AND subject = 'epoch-mean' AND split = 'train' AND step = epoch
            AND ercan_cell.recipe = 'paper'),
    test AS (SELECT * FROM ercan_final_error WHERE recipe = 'paper' AND representation = 'float32'),
    fewest AS (
        SELECT dataset, min(CASE WHEN change_percent < 1 THEN bits_per_unit END) AS bits, min(error_n) AS n,
            count(*) - count(change_percent) AS unknown
        FROM table_ercan_quantization
        WHERE recipe = 'paper' AND code = 64 AND representation LIKE 'uniform-%' GROUP BY dataset),
    step AS (
        SELECT wide.dataset, count(*) AS steps, sum(narrow.mean > wide.mean) AS rising, min(wide.n, narrow.n) AS n,
            sum(narrow.diverged + wide.diverged) AS diverged,
            sum(narrow.mean - narrow.half_width_95 > wide.mean + wide.half_width_95) AS surely_rising,
            sum(narrow.mean + narrow.half_width_95 < wide.mean - wide.half_width_95) AS surely_falling
        FROM test AS wide JOIN test AS narrow
            ON narrow.dataset = wide.dataset AND (wide.code, narrow.code) IN (VALUES (64, 50), (50, 36), (36, 22))
        GROUP BY wide.dataset),
    number AS (
        SELECT 1 AS position, 'compression ratio' AS claim, 'text code against raw pixels, in bytes' AS accounting,
            place, text AS printed, value, decimals,
            (SELECT value FROM claim WHERE item = 'trained-width' AND subject = '128-64-128') / raw_image_bytes AS replayed,
            his_code_bytes / raw_image_bytes AS correct, NULL AS replayed_half_width, NULL AS replayed_n, NULL AS correct_half_width,
            NULL AS correct_n, 'out / in' AS unit, 0 AS diverged, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'ratio'
        UNION ALL
        SELECT 2, 'compression ratio', '8-bit code against raw pixels, in bytes', place, text, value, decimals,
            (SELECT value FROM claim WHERE item = 'trained-width' AND subject = '128-64-128') / raw_image_bytes,
            byte_code_bytes / raw_image_bytes, NULL, NULL, NULL, NULL, 'out / in', 0, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'ratio'
        UNION ALL
        SELECT 3, 'compression performance', 'text code against raw pixels, in bytes', place, text, value, decimals,
            100 * (1 - (SELECT value FROM claim WHERE item = 'trained-width' AND subject = '128-64-128') / raw_image_bytes),
            100 * (1 - his_code_bytes / raw_image_bytes), NULL, NULL, NULL, NULL, '% saved', 0, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'performance'
        UNION ALL
        SELECT 4, 'root mean square error', 'root of the error on the test images', place, text, value, decimals,
            final.mean, sqrt(test.mean), final.half_width_95, final.n, test.half_width_95 / (2 * sqrt(test.mean)), test.n, 'RMSE',
            test.diverged + coalesce(final.diverged, 0), test.dataset
        FROM claim, test LEFT JOIN final ON final.dataset = test.dataset AND final.code = test.code
        WHERE item = 'claim' AND subject = 'error' AND test.code = 64
        UNION ALL
        SELECT 5, 'the same number', 'mean squared error on the test images', place, text, value, decimals,
            final.mean, test.mean, final.half_width_95, final.n, test.half_width_95, test.n, 'MSE',
            test.diverged + coalesce(final.diverged, 0), test.dataset
        FROM claim, test LEFT JOIN final ON final.dataset = test.dataset AND final.code = test.code
        WHERE item = 'claim' AND subject = 'error' AND test.code = 64
        UNION ALL
        SELECT 6, 'error of a 22-unit code', 'a code that has 22 units', claim.place, claim.text, claim.value, claim.decimals,
            final.mean, test.mean, final.half_width_95, final.n, test.half_width_95, test.n, 'MSE',
            test.diverged + coalesce(final.diverged, 0), test.dataset
        FROM claim JOIN claim AS trained ON trained.item = 'trained-width' AND trained.subject = claim.subject,
            test LEFT JOIN final ON final.dataset = test.dataset AND final.code = trained.value
        WHERE claim.item = 'table-2' AND claim.subject = '128-22-128' AND claim.step IS NULL AND test.code = 22
        UNION ALL
        SELECT 7, 'weights updated', 'weights of 784-128-64-128-784', place, text, value, decimals, weights, weights,
            NULL, NULL, NULL, NULL, 'weights', 0, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'weights'
        UNION ALL
        SELECT 8, 'images until the model is paid for', 'decoder of 32-bit floats, 8-bit code against raw pixels', place, text, value,
            decimals,
            (SELECT value FROM claim WHERE item = 'table-1' AND subject = 'model')
                / ((SELECT value FROM claim WHERE item = 'table-1' AND subject = 'sample')
                    - (SELECT value FROM claim WHERE item = 'table-1' AND subject = 'code')),
            ceil((decoder_bytes + byte_side_table_bytes) / (raw_image_bytes - byte_code_bytes)), NULL, NULL, NULL, NULL, 'images', 0,
            dataset
        FROM size, claim WHERE item = 'break-even' AND subject = 'samples'),
    verdict AS (
        SELECT position, claim, accounting, printed, replayed, replayed_half_width, replayed_n, correct, correct_half_width, correct_n, unit,
            CASE
                WHEN diverged > 0 THEN 'training diverged'
                WHEN correct IS NULL THEN NULL
                WHEN abs(correct - value) < power(10, -decimals) THEN 'holds'
                WHEN unit = 'RMSE' AND abs(correct * correct - value) < power(10, -decimals) THEN 'contradicted by its own source'
                WHEN abs(replayed - value) < power(10, -decimals) THEN 'holds only by his formula'
                WHEN correct_n = 1 THEN 'undecided'
                WHEN abs(replayed - value) < replayed_half_width * sqrt(replayed_n + 1) + power(10, -decimals) THEN 'undecided'
                WHEN abs(correct - value) < correct_half_width * sqrt(correct_n + 1) + power(10, -decimals) THEN 'undecided'
                ELSE 'not reproduced' END AS verdict,
            place, dataset
        FROM number
        UNION ALL
        SELECT 9, 'the code must keep its digits', 'fewest bits per unit that raise the test error by less than 1 %', text || ' digits',
            NULL, NULL, NULL, bits, NULL, n, 'bits',
            CASE WHEN unknown > 0 THEN 'training diverged' WHEN bits IS NULL THEN 'holds' ELSE 'refuted' END, place, dataset
        FROM fewest, claim WHERE item = 'claim' AND subject = 'digits'
        UNION ALL
        SELECT 10, 'a narrower code raises the error', 'of the steps 64, 50, 36, 22: those that raise the test error', 'in words', NULL,
            NULL, NULL, rising, NULL, n, 'of ' || steps || ' steps',
            CASE WHEN diverged > 0 THEN 'training diverged' WHEN surely_rising = steps THEN 'holds' WHEN surely_falling > 0 THEN 'refuted'
                ELSE 'undecided' END,
            'Section 1.2, below Table 2', dataset
        FROM step
        UNION ALL
        SELECT 11, 'the table shows the test set', 'test error / error of the last training batches, 64 units', 'in words', NULL,
            NULL, NULL, test.mean / final.mean, NULL, min(test.n, final.n), 'ratio',
            CASE WHEN test.diverged + final.diverged > 0 THEN 'training diverged'
                WHEN test.mean / final.mean IS NOT NULL THEN 'contradicted by its own source' END, 'Table 2', test.dataset
        FROM test JOIN final ON final.dataset = test.dataset AND final.code = test.code WHERE test.code = 64)
SELECT claim, accounting, printed, replayed, replayed_half_width, replayed_n, correct, correct_half_width, correct_n, unit, verdict, place,
    dataset
FROM verdict ORDER BY dataset, position;
