-- What it shows: the arms that take the paper patel's network apart (task train-variant), one row for each arm and start, after the last
-- epoch, beside its own network after as many epochs; and the arms with a penalty on activity (task train-sparse) in the same way.
-- Unit: nats per pixel; mean squared error per pixel in [0,1]; change in percent of the cross-entropy of the paper's network.
-- Definition: paper_ columns are means over replicates of the task train from the same start; for the sparse arms, from Glorot's weights.
-- verdict = better or worse where the arm, one training, lies further from the paper's network than reach (see patel_epoch), otherwise
-- within the spread; empty where the paper's network has one replicate, and for the arm all-images, which is measured on other images.
CREATE VIEW patel_variant AS
WITH
    arm AS (
        SELECT *, CASE task WHEN 'train-sparse' THEN 'glorot' ELSE start END AS paper_start
        FROM (
            SELECT *, max(CASE WHEN cross_entropy IS NOT NULL THEN epoch END) OVER (PARTITION BY dataset, configuration) AS last
            FROM patel_epoch WHERE task IN ('train-variant', 'train-sparse'))
        WHERE epoch = last)
SELECT
    arm.dataset AS dataset, arm.configuration AS configuration, coalesce(arm.variant, arm.sparsity) AS arm, arm.paper_start AS start,
    arm.epoch AS epoch, arm.cross_entropy AS cross_entropy, arm.error AS error, arm.decibels AS decibels, arm.penalty AS penalty,
    arm.n AS n,
    paper.cross_entropy AS paper_cross_entropy, paper.cross_entropy_reach AS paper_reach, paper.n AS paper_n,
    CASE WHEN arm.variant IS NOT 'all-images' THEN 100 * (arm.cross_entropy / paper.cross_entropy - 1) END AS change,
    CASE
        WHEN arm.variant IS 'all-images' OR paper.cross_entropy_reach IS NULL THEN NULL
        WHEN arm.cross_entropy > paper.cross_entropy + paper.cross_entropy_reach THEN 'worse'
        WHEN arm.cross_entropy < paper.cross_entropy - paper.cross_entropy_reach THEN 'better'
        WHEN arm.cross_entropy IS NOT NULL THEN 'within the spread' END AS verdict
FROM arm LEFT JOIN patel_epoch AS paper
    ON paper.task = 'train' AND paper.dataset = arm.dataset AND paper.start = arm.paper_start AND paper.epoch = arm.epoch;
