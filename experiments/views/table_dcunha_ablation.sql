-- What it shows: what residual learning, batch normalisation, the start from zero and the order of cutting and compressing do to the paper
-- dcunha's network, and what the recipe of the nearest public code gives.
-- Unit: gains in dB over JPEG, mean over the first crops of the test photographs; error: mean squared error of the output over the training
-- patches of the last steps, pixels in [0,1]. Definition: all but the last have equal steps; n replicates.
CREATE VIEW table_dcunha_ablation AS
SELECT
    dcunha_arm.target, dcunha_arm.normalization, dcunha_arm.start, dcunha_arm.compressed, dcunha_arm.steps,
    10000 * dcunha_arm.error AS error,
    max(CASE quality WHEN 5 THEN gain END) AS gain_5, max(CASE quality WHEN 10 THEN gain END) AS gain_10,
    max(CASE quality WHEN 50 THEN gain END) AS gain_50, max(CASE quality WHEN 90 THEN gain END) AS gain_90,
    max(CASE quality WHEN 100 THEN gain END) AS gain_100,
    dcunha_arm.n, dcunha_arm.arm, dcunha_arm.dataset
FROM dcunha_arm LEFT JOIN dcunha_quality ON dcunha_quality.arm = dcunha_arm.arm AND dcunha_quality.dataset = dcunha_arm.dataset
GROUP BY dcunha_arm.dataset, dcunha_arm.position
ORDER BY dcunha_arm.dataset, dcunha_arm.position;
