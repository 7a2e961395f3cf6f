-- What it shows: the numbers that the paper ercan claims in its text, replayed and corrected, with a verdict.
-- Unit: in the column unit. Definition: replayed = computed by his formula from what was measured here; correct = the quantity that
-- the words of the claim mean, in the accounting named. Two numbers agree when they differ by less than one unit of the last printed
-- digit (he cuts digits off). holds = the correct number agrees; holds only by his formula = the replayed one alone does. The last three
-- rows are claims in words, whose verdict is computed from the measurements as their accounting says.
CREATE VIEW table_ercan_claims AS
WITH
    size AS (SELECT * FROM ercan_size),
    claim AS (SELECT * FROM printed WHERE paper = 'ercan'),
    final AS (
        SELECT ercan_cell.dataset, ercan_cell.code, mean, diverged FROM ercan_cell JOIN ercan_last_epoch USING (configuration)
        WHERE metric = 'meanSquaredError' AND subject = 'epoch-mean' AND split = 'train' AND step = epoch
            AND ercan_cell.recipe = 'paper'),
    test AS (SELECT * FROM ercan_final_error WHERE recipe = 'paper' AND representation = 'float32'),
    fewest AS (
        SELECT dataset, min(bits_per_unit) AS bits FROM table_ercan_quantization
        WHERE recipe = 'paper' AND code = 64 AND representation LIKE 'uniform-%' AND change_percent < 1 GROUP BY dataset),
    step AS (
        SELECT wide.dataset, count(*) AS steps, sum(narrow.mean > wide.mean) AS rising, max(narrow.mean) / min(wide.mean) AS factor
        FROM test AS wide JOIN test AS narrow
            ON narrow.dataset = wide.dataset AND (wide.code, narrow.code) IN (VALUES (64, 50), (50, 36), (36, 22))
        GROUP BY wide.dataset),
    number AS (
        SELECT 1 AS position, 'compression ratio' AS claim, 'text code against raw pixels, in bytes' AS accounting,
            place, text AS printed, value, decimals,
            (SELECT value FROM claim WHERE item = 'trained-width' AND subject = '128-64-128') / raw_image_bytes AS replayed,
            his_code_bytes / raw_image_bytes AS correct, 'out / in' AS unit, 0 AS diverged, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'ratio'
        UNION ALL
        SELECT 2, 'compression ratio', '8-bit code against raw pixels, in bytes', place, text, value, decimals,
            (SELECT value FROM claim WHERE item = 'trained-width' AND subject = '128-64-128') / raw_image_bytes,
            byte_code_bytes / raw_image_bytes, 'out / in', 0, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'ratio'
        UNION ALL
        SELECT 3, 'compression performance', 'text code against raw pixels, in bytes', place, text, value, decimals,
            100 * (1 - (SELECT value FROM claim WHERE item = 'trained-width' AND subject = '128-64-128') / raw_image_bytes),
            100 * (1 - his_code_bytes / raw_image_bytes), '% saved', 0, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'performance'
        UNION ALL
        SELECT 4, 'root mean square error', 'root of the error on the test images', place, text, value, decimals,
            final.mean, sqrt(test.mean), 'RMSE', test.diverged, test.dataset
        FROM claim, test LEFT JOIN final ON final.dataset = test.dataset AND final.code = test.code
        WHERE item = 'claim' AND subject = 'error' AND test.code = 64
        UNION ALL
        SELECT 5, 'the same number', 'mean squared error on the test images', place, text, value, decimals,
            final.mean, test.mean, 'MSE', test.diverged, test.dataset
        FROM claim, test LEFT JOIN final ON final.dataset = test.dataset AND final.code = test.code
        WHERE item = 'claim' AND subject = 'error' AND test.code = 64
        UNION ALL
        SELECT 6, 'error of a 22-unit code', 'a code that has 22 units', claim.place, claim.text, claim.value, claim.decimals,
            final.mean, test.mean, 'MSE', test.diverged, test.dataset
        FROM claim JOIN claim AS trained ON trained.item = 'trained-width' AND trained.subject = claim.subject,
            test LEFT JOIN final ON final.dataset = test.dataset AND final.code = trained.value
        WHERE claim.item = 'table-2' AND claim.subject = '128-22-128' AND claim.step IS NULL AND test.code = 22
        UNION ALL
        SELECT 7, 'weights updated', 'weights of 784-128-64-128-784', place, text, value, decimals, weights, weights, 'weights', 0, dataset
        FROM size, claim WHERE item = 'claim' AND subject = 'weights'
        UNION ALL
        SELECT 8, 'images until the model is paid for', 'decoder of 32-bit floats, 8-bit code against raw pixels', place, text, value,
            decimals,
            (SELECT value FROM claim WHERE item = 'table-1' AND subject = 'model')
                / ((SELECT value FROM claim WHERE item = 'table-1' AND subject = 'sample')
                    - (SELECT value FROM claim WHERE item = 'table-1' AND subject = 'code')),
            ceil((decoder_bytes + byte_side_table_bytes) / (raw_image_bytes - byte_code_bytes)), 'images', 0, dataset
        FROM size, claim WHERE item = 'break-even' AND subject = 'samples'),
    verdict AS (
        SELECT position, claim, accounting, printed, replayed, correct, unit,
            CASE
                WHEN diverged > 0 THEN 'training diverged'
                WHEN correct IS NULL AND replayed IS NULL THEN 'not measured'
                WHEN abs(correct - value) < power(10, -decimals) THEN 'holds'
                WHEN abs(replayed - value) < power(10, -decimals) THEN 'holds only by his formula'
                ELSE 'not reproduced' END AS verdict,
            place, dataset
        FROM number
        UNION ALL
        SELECT 9, 'the code must keep its digits', 'fewest bits per unit that raise the test error by less than 1 %', text || ' digits',
            NULL, bits, 'bits', CASE WHEN bits <= 8 THEN 'refuted' ELSE 'holds' END, place, dataset
        FROM fewest, claim WHERE item = 'claim' AND subject = 'digits'
        UNION ALL
        SELECT 10, 'a narrower code raises the error', 'of the steps 64, 50, 36, 22: those that raise the test error', 'in words', NULL,
            rising, 'of ' || steps || ' steps', CASE WHEN rising = steps THEN 'holds' ELSE 'refuted' END, 'Section 1.2, below Table 2',
            dataset
        FROM step
        UNION ALL
        SELECT 11, 'the table shows the test set', 'test error / error of the last training batches, 64 units', 'in words', NULL,
            test.mean / final.mean, 'ratio',
            CASE WHEN test.mean / final.mean < 1.05 THEN 'holds within 5 %' ELSE 'not reproduced' END, 'Table 2', test.dataset
        FROM test JOIN final ON final.dataset = test.dataset AND final.code = test.code WHERE test.code = 64)
SELECT claim, accounting, printed, replayed, correct, unit, verdict, place, dataset FROM verdict ORDER BY dataset, position;
