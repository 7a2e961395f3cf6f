-- What it shows: what the paper patel leaves open, how it is settled here, and what that choice is worth where an arm measures it.
-- Unit: in the texts; cross-entropies in nats per test pixel. Definition: source = what decides; settled_by = the same in particular; answer =
-- what was done, its numbers those that the stages were told (parameter) or that the paper prints; sensitivity = what another answer gives,
-- NULL where none was measured. Arms of one training each are named by patel_variant, after half of the epochs.
CREATE VIEW table_patel_unsettled AS
WITH
    machine AS (SELECT name, value FROM parameter WHERE stage = 'patel/pretrain[replicate=0]'),
    tuning AS (SELECT name, value FROM parameter WHERE stage = 'patel/train[start=machines,replicate=0]'),
    penalty AS (
        SELECT known.name AS arm, target.value AS target, weight.value AS weight
        FROM (SELECT 1 AS position, 'weak' AS name UNION ALL SELECT 2, 'medium' UNION ALL SELECT 3, 'strong') AS known
        JOIN parameter AS target ON target.stage = 'patel/train-sparse[sparsity=' || known.name || ',replicate=0]'
            AND target.name = 'penalties[0].kind.sparsity.target'
        JOIN parameter AS weight ON weight.stage = target.stage AND weight.name = 'penalties[0].kind.sparsity.weight'
        ORDER BY position),
    image AS (SELECT subject, text FROM printed WHERE paper = 'patel' AND item = 'data'),
    arm AS (SELECT arm, start, error, paper_cross_entropy, replace(printf('%+.1f %%', change), '-', '−') AS change FROM patel_variant),
    training AS (SELECT start, epoch, max(epoch) OVER (PARTITION BY start) AS last, cross_entropy FROM patel_epoch WHERE task = 'train' AND cross_entropy IS NOT NULL),
    entry AS (
        SELECT 1 AS position, 'how a machine is trained' AS open, 'cited work' AS source,
            'Hinton and Salakhutdinov''s program, whose work the paper retells' AS settled_by,
            (SELECT CASE value WHEN '1' THEN 'one step' ELSE value || ' steps' END FROM machine WHERE name = 'machine.steps')
                || ' of contrastive divergence, minibatches of ' || (SELECT value FROM machine WHERE name = 'machine.batchSize')
                || ', learning rate ' || (SELECT value FROM machine WHERE name = 'machine.learningRate')
                || ', momentum ' || (SELECT value FROM machine WHERE name = 'machine.momentum.initial')
                || ' and after ' || (SELECT value FROM machine WHERE name = 'machine.momentum.epochs')
                || ' epochs ' || (SELECT value FROM machine WHERE name = 'machine.momentum.final')
                || ', weight decay ' || (SELECT value FROM machine WHERE name = 'machine.weightDecay')
                || '; grey levels taken as probabilities' AS answer,
            NULL AS sensitivity
        UNION ALL
        SELECT 2, 'how long a machine is trained', 'our choice', 'our choice',
            (SELECT value FROM machine WHERE name = 'epochs') || ' epochs each', NULL
        UNION ALL
        SELECT 3, 'units of the code', 'paper', 'paper, which names no others', 'sigmoids, as in all layers; Hinton''s code is linear', NULL
        UNION ALL
        SELECT 4, 'the decoder''s weights while fine-tuning', 'cited work', 'Hinton and Salakhutdinov', 'begun as the encoder''s, then free',
            (SELECT 'tied: cross-entropy ' || machines.change || ' from machines, ' || glorot.change || ' from Glorot''s weights'
                FROM arm AS machines JOIN arm AS glorot ON glorot.arm = machines.arm AND glorot.start = 'glorot'
                WHERE machines.arm = 'tied' AND machines.start = 'machines')
        UNION ALL
        SELECT 5, 'Adam''s numbers, minibatches', 'common default', 'common default',
            'learning rate ' || (SELECT value FROM tuning WHERE name = 'optimizer.adam.learningRate')
                || ', decays ' || (SELECT value FROM tuning WHERE name = 'optimizer.adam.beta1')
                || ' and ' || (SELECT value FROM tuning WHERE name = 'optimizer.adam.beta2')
                || '; minibatches of ' || (SELECT value FROM tuning WHERE name = 'batchSize'), NULL
        UNION ALL
        SELECT 6, 'length of fine-tuning', 'our choice', 'our choice', (SELECT value FROM tuning WHERE name = 'epochs') || ' epochs',
            (SELECT 'cross-entropy from machines ' || printf('%.4f after %d epochs, %.4f after %d', half.cross_entropy, half.epoch, whole.cross_entropy, whole.epoch)
                FROM training AS half JOIN training AS whole ON whole.start = half.start AND whole.epoch = half.last
                WHERE half.start = 'machines' AND half.epoch = half.last / 2)
        UNION ALL
        SELECT 7, 'which images train the network, of “altogether ' || (SELECT text FROM image WHERE subject = 'all-images') || '”', 'paper', 'paper',
            'the first ' || (SELECT text FROM image WHERE subject = 'training-images') || ' of MNIST''s training images, which alone are '
                || (SELECT text FROM image WHERE subject = 'all-images'),
            (SELECT printf('all training images, as many steps, all test images: squared error %.4f from machines, of the paper''s images %.4f', arm.error, half.error)
                FROM arm JOIN patel_epoch AS half ON half.task = 'train' AND half.start = arm.start
                    AND half.epoch = (SELECT max(last) / 2 FROM training)
                WHERE arm.arm = 'all-images' AND arm.start = 'machines')
        UNION ALL
        SELECT 8, 'which ' || (SELECT text FROM image WHERE subject = 'test-images') || ' images test it', 'our choice', 'our choice',
            'the first of MNIST''s test images', NULL
        UNION ALL
        SELECT 9, 'polarity of the pixels', 'our reading', 'MNIST''s files, as the paper names no change',
            'paper 0, ink 1; the printed sample matrices have them inverted and cropped', NULL
        UNION ALL
        SELECT 10, 'what else the network could begin from', 'common default', 'common default',
            'Glorot''s uniform weights; PyTorch''s default, smaller uniform weights',
            (SELECT printf('cross-entropy %.4f from Glorot''s, %.4f from PyTorch''s', glorot.cross_entropy, pytorch.cross_entropy)
                FROM training AS glorot JOIN training AS pytorch ON pytorch.start = 'pytorch' AND pytorch.epoch = pytorch.last
                WHERE glorot.start = 'glorot' AND glorot.epoch = glorot.last)
        UNION ALL
        SELECT 11, 'how a stored code is written', 'our choice', 'our choice',
            (SELECT printf('32-bit floats, and %d to %d bits for each unit', min(bits_per_unit), max(bits_per_unit))
                FROM patel_quantization WHERE start = 'machines' AND representation LIKE 'uniform-%'),
            (SELECT 'squared error ' || group_concat(replace(printf('%+.1f %% at %d bits', change, bits_per_unit), '-', '−'), ', ')
                FROM (SELECT change, bits_per_unit FROM patel_quantization
                    WHERE start = 'machines' AND representation IN ('uniform-2', 'uniform-4', 'uniform-8') ORDER BY bits_per_unit))
        UNION ALL
        SELECT 12, 'target and weight of the sparsity penalty', 'our choice', 'our choice',
            (SELECT 'mean activation and weight ' || group_concat(target || ', ' || weight, '; ') FROM penalty),
            (SELECT 'cross-entropy against no penalty, from Glorot''s weights: ' || group_concat(printf('%s (%s, %s)', change, target, weight), ', ')
                FROM penalty JOIN arm USING (arm)))
SELECT position, open, source, settled_by, answer, sensitivity, (SELECT min(dataset) FROM patel_epoch) AS dataset FROM entry ORDER BY position;
