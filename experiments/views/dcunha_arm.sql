-- What it shows: the trainings that take the recipe of the paper dcunha apart, and the recipe of the nearest public code (sibling), each
-- with what sets it apart. Definition: position orders them; error is the mean squared error of the network's output over the training
-- patches of the last steps, pixels in [0,1], as training left it.
CREATE VIEW dcunha_arm AS
WITH arm(position, arm, target, normalization, start, compressed) AS (
    VALUES
        (1, 'residual-normalized', 'artefact', 'yes', 'He', 'patch'),
        (2, 'residual', 'artefact', 'no', 'He', 'patch'),
        (3, 'picture-normalized', 'picture', 'yes', 'He', 'patch'),
        (4, 'picture', 'picture', 'no', 'He', 'patch'),
        (5, 'residual-zero-start', 'artefact', 'yes', 'He, last layer zero', 'patch'),
        (6, 'compressed-before-cutting', 'artefact', 'yes', 'He, last layer zero', 'whole photograph'),
        (7, 'sibling', 'picture', 'no', 'Glorot', 'patch'))
SELECT
    arm.*, trained.dataset, trained.configuration, trained.step AS steps, trained.mean AS error, trained.n
FROM arm
JOIN cell AS trained
    ON trained.paper = 'dcunha' AND trained.metric = 'meanSquaredError' AND trained.subject = 'epoch-mean' AND trained.split = 'train'
    AND trained.configuration = CASE arm.arm WHEN 'sibling' THEN 'dcunha/sibling' ELSE 'dcunha/ablation[arm=' || arm.arm || ']' END
WHERE trained.step = (
    SELECT max(step) FROM cell AS other
    WHERE other.paper = 'dcunha' AND other.metric = trained.metric AND other.subject = trained.subject
        AND other.configuration = trained.configuration);
