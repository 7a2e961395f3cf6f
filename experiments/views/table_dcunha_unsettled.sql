-- What it shows: what the paper dcunha leaves open, how it is settled here, and what that choice is worth where an arm measures it.
-- Unit: in the texts; gains in dB over JPEG of quality 10 on crops where nothing else is said. Definition: source = what decides; settled_by =
-- the same in particular; answer = what was done, its numbers those that the stages were told (parameter) or that are printed; sensitivity =
-- what another answer gives, NULL where none was measured. Arms are those of table_dcunha_ablation, one training each, shorter than the
-- network's.
CREATE VIEW table_dcunha_unsettled AS
WITH
    told AS (SELECT name, value FROM parameter WHERE stage = 'dcunha/train[replicate=0]'),
    nearest AS (SELECT name, value FROM parameter WHERE stage = 'dcunha/sibling'),
    crop AS (SELECT name, value FROM parameter WHERE stage = 'datasets/photographs'),
    arm AS (SELECT *, replace(printf('%+.2f', gain_10), '-', '−') AS gain FROM table_dcunha_ablation),
    network AS (
        SELECT photographs, quality, replace(printf('%+.2f', gain), '-', '−') AS gain, worst_gain, chosen_worst_gain
        FROM dcunha_quality WHERE photographs IS NOT NULL),
    entry AS (
        SELECT 1 AS position, 'the images, “collected from web camera”' AS open, 'our choice' AS source, 'not public' AS settled_by,
            (SELECT 'crops of ' || value || ' × ' || value FROM crop WHERE name = 'side')
                || ' from BSDS500, ' || (SELECT value FROM crop WHERE name = 'cropsPerPhotograph') || ' of each photograph: '
                || (SELECT value FROM crop WHERE name = 'validationPhotographs') || ' photographs to choose by, '
                || (SELECT value FROM crop WHERE name = 'testPhotographs')
                || ' to test on, all others to train on; they are JPEG files themselves, of high quality, and count as originals' AS answer,
            NULL AS sensitivity
        UNION ALL
        SELECT 2, 'the sign of the residual: “subtracted from the original patch”, and then “compressed image - residual image”', 'our reading',
            'the two contradict; restoring must undo', 'artefact = compressed − original', NULL
        UNION ALL
        SELECT 3, 'depth', 'search', 'validation photographs, time',
            (SELECT value FROM told WHERE name = 'network.depth') || ' layers; the nearest public code has '
                || (SELECT text FROM printed WHERE paper = 'dcunha' AND item = 'sibling' AND subject = 'layers'), NULL
        UNION ALL
        SELECT 4, 'optimizer, steps, minibatch', 'common default', 'common default; validation photographs, time',
            'Adam at ' || (SELECT value FROM told WHERE name = 'optimizer.adam.learningRate') || ', falling along a cosine, '
                || (SELECT value FROM told WHERE name = 'steps') || ' steps of ' || (SELECT value FROM told WHERE name = 'batchSize') || ' patches',
            (SELECT 'gain ' || short.gain || ' after ' || short.steps || ' steps with fewer layers, ' || long.gain || ' after all; '
                    || sibling.gain || ' by the nearest public code''s recipe, ' || (SELECT value FROM nearest WHERE name = 'steps') || ' steps of '
                    || (SELECT value FROM nearest WHERE name = 'batchSize') || ' patches'
                FROM arm AS short JOIN arm AS sibling ON sibling.arm = 'sibling'
                JOIN network AS long ON long.photographs = 'crops' AND long.quality = 10 WHERE short.arm = 'residual-zero-start')
        UNION ALL
        SELECT 5, 'loss', 'common default', 'common default (Zhang et al.)', 'mean squared error of the artefact',
            (SELECT 'gain ' || artefact.gain || ' so, ' || picture.gain || ' with the picture as target, both without batch normalisation'
                FROM arm AS artefact JOIN arm AS picture ON picture.arm = 'picture' WHERE artefact.arm = 'residual')
        UNION ALL
        SELECT 6, 'initial weights', 'search', 'common default; validation photographs',
            'He''s; the last layer starts from zero, so that the untrained network changes nothing',
            (SELECT 'gain ' || zero.gain || ' from zero, ' || he.gain || ' from He''s'
                FROM arm AS zero JOIN arm AS he ON he.arm = 'residual-normalized' WHERE zero.arm = 'residual-zero-start')
        UNION ALL
        SELECT 7, 'random rotation', 'our choice', 'others would need pixels that the patch lacks', 'quarter turns', NULL
        UNION ALL
        SELECT 8, 'JPEG encoder, chroma', 'common default', 'common default',
            'libjpeg-turbo, chroma ' || (SELECT value FROM told WHERE name = 'patches.subsampling'), NULL
        UNION ALL
        SELECT 9, 'whether a patch or its image is compressed', 'paper', 'paper: the patch', 'the patch; the image in one arm of the ablation',
            (SELECT 'gain ' || patch.gain || ' for the patch, ' || whole.gain || ' for the image'
                FROM arm AS patch JOIN arm AS whole ON whole.arm = 'compressed-before-cutting' WHERE patch.arm = 'residual-zero-start')
        UNION ALL
        SELECT 10, 'layers with batch normalisation: “for layers 2”', 'cited work', 'Zhang et al.', 'all but the first and the last',
            (SELECT 'gain ' || normalized.gain || ' with, ' || plain.gain || ' without any, from He''s weights'
                FROM arm AS normalized JOIN arm AS plain ON plain.arm = 'residual' WHERE normalized.arm = 'residual-normalized')
        UNION ALL
        SELECT 11, 'what is tested, and how', 'our choice', 'our choice', 'crops of test photographs, and LIVE1: PSNR, SSIM, PSNR-B, bits per pixel',
            (SELECT 'gain on LIVE1 ' || luma.gain || ' of luma, ' || colour.gain || ' in colour'
                FROM network AS luma JOIN network AS colour ON colour.photographs = 'colour' AND colour.quality = luma.quality
                WHERE luma.photographs = 'luma' AND luma.quality = 10)
        UNION ALL
        SELECT 12, 'files that are too good to be restored', 'search', 'validation photographs',
            'left alone above the highest quality at which ' || (SELECT value FROM told WHERE name = 'leastGain') || ' dB are gained: '
                || (SELECT CAST(max(value) AS INTEGER) FROM measurement
                    WHERE paper = 'dcunha' AND stage LIKE 'dcunha/train%' AND metric = 'highestRestoredQuality'),
            (SELECT replace(printf('the worst crop at quality 100: %+.2f dB if restored, %+.2f as chosen', worst_gain, chosen_worst_gain), '-', '−')
                FROM network WHERE photographs = 'crops' AND quality = 100))
SELECT position, open, source, settled_by, answer, sensitivity, (SELECT min(dataset) FROM dcunha_arm) AS dataset FROM entry ORDER BY position;
