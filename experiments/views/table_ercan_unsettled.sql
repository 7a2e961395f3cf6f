-- What it shows: what the paper ercan leaves open, what his code settles, and what that choice is worth where an arm measures it.
-- Unit: in the texts; errors are mean squared errors per pixel. Definition: source = what decides; settled_by = the same in particular;
-- answer = what was done, its numbers those of his repository (printed); sensitivity = what another answer gives, NULL where none was
-- measured. Test rows of table_ercan_2 are after the last epoch.
CREATE VIEW table_ercan_unsettled AS
WITH
    known AS (SELECT subject, text FROM printed WHERE paper = 'ercan' AND item = 'recipe'),
    arm AS (SELECT * FROM table_ercan_ablation),
    final AS (SELECT * FROM table_ercan_2 WHERE iteration = 'Test'),
    entry AS (
        SELECT 1 AS position, 'learning rate and decay of RMSProp' AS open, 'authors'' code' AS source, 'repository' AS settled_by,
            (SELECT text FROM known WHERE subject = 'learning-rate') || ' and ' || (SELECT text FROM known WHERE subject = 'decay') AS answer, NULL AS sensitivity
        UNION ALL
        SELECT 2, 'images in a minibatch', 'authors'' code', 'repository', (SELECT text FROM known WHERE subject = 'batch'), NULL
        UNION ALL
        SELECT 3, 'initial weights “from small value ranges”', 'authors'' code', 'repository',
            'normal with standard deviation ' || (SELECT text FROM known WHERE subject = 'standard-deviation') || ', biases too',
            (SELECT 'error in the ablation: ' || group_concat(printf('%.4f (%s)', error, initial_weights), ', ')
                FROM (SELECT error, initial_weights FROM arm WHERE optimizer = 'RMSProp' ORDER BY error DESC))
        UNION ALL
        SELECT 4, 'images trained on', 'authors'' code', 'repository',
            (SELECT text FROM known WHERE subject = 'trained-images') || ' of the '
                || (SELECT text FROM printed WHERE paper = 'ercan' AND item = 'data' AND subject = 'training-images'), NULL
        UNION ALL
        SELECT 5, 'what an “iteration” is', 'authors'' code', 'repository', 'an epoch', NULL
        UNION ALL
        SELECT 6, 'when “Test” is measured', 'authors'' code', 'repository',
            'after ' || (SELECT text FROM known WHERE subject = 'epochs') || ' epochs, which is why it is below iteration 200',
            (SELECT printf('error %.4f after epoch %d, %.4f after %d', early.correct, early.epoch, final.correct, final.epoch)
                FROM final JOIN table_ercan_2 AS early ON early.network = final.network AND early.iteration = '200'
                WHERE final.network = '784-128-64-128-784')
        UNION ALL
        SELECT 7, 'what “Test” is measured on', 'authors'' code', 'repository', 'training minibatches, while the optimizer goes on',
            (SELECT printf('error %.4f there, %.4f on test images', replayed, correct) FROM final WHERE network = '784-128-64-128-784')
        UNION ALL
        SELECT 8, 'what the “root mean square error” is', 'authors'' code', 'repository', 'the mean of the squares; no root is taken',
            (SELECT printf('%.4f so, %.3f with the root', replayed, correct) FROM table_ercan_claims WHERE unit = 'RMSE')
        UNION ALL
        SELECT 9, 'which network the row 128-22-128 shows', 'authors'' code', 'repository: sizes of checkpoint and code file',
            (SELECT '784-' || CAST(value AS INTEGER) || '-784' FROM printed
                WHERE paper = 'ercan' AND item = 'trained-width' AND subject = '128-22-128'),
            (SELECT printf('error %.4f of it, %.4f of the network that is named', shown.correct, named.correct)
                FROM final AS shown JOIN final AS named ON named.network = '784-128-22-128-784' WHERE shown.network = '784-128-784')
        UNION ALL
        SELECT 10, 'what the ' || (SELECT text FROM printed WHERE paper = 'ercan' AND item = 'table-1' AND subject = 'model') || ' KB of the model hold',
            'authors'' code', 'repository', 'every number three times, as RMSProp keeps two more for each',
            (SELECT printf('%.0f KB so, %.0f KB of each number once', his.replayed, once.correct)
                FROM table_ercan_1 AS his JOIN table_ercan_1 AS once ON once.quantity = 'model' AND once.accounting LIKE 'whole network%'
                WHERE his.quantity = 'model' AND his.replayed IS NOT NULL)
        UNION ALL
        SELECT 11, 'what the ' || (SELECT text FROM printed WHERE paper = 'ercan' AND item = 'table-1' AND subject = 'sample') || ' KB of one image count',
            'nothing', 'nothing',
            'unknown; his text file of an image has '
                || (SELECT printf('%.1f', replayed) FROM table_ercan_1 WHERE quantity = 'original image' AND accounting = 'decimal text') || ' KB', NULL)
SELECT position, open, source, settled_by, answer, sensitivity,
    (SELECT min(dataset) FROM table_ercan_2) AS dataset
FROM entry ORDER BY position;
