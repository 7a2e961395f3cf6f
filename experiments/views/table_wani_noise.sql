-- What it shows: the error of the paper wani's networks on noisy test images, for each noise of training and of testing, below that of the
-- noisy images themselves.
-- Unit: mean squared error per pixel against the clean image, pixels in [0,1]; noise as standard deviation, of 255. The columns noise_5 to
-- noise_80 are of that noise in testing. Definition: see wani_noise; the networks are trained for the paper's epochs.
CREATE VIEW table_wani_noise AS
WITH
    line AS (
        SELECT dataset, 1 AS position, 'noisy image' AS picture, NULL AS train_noise, test_noise, avg(input) AS error, NULL AS half_width,
            NULL AS seeds
        FROM wani_noise GROUP BY dataset, test_noise
        UNION ALL
        SELECT dataset, 2, 'noisy image, clipped', NULL, test_noise, avg(clipped), NULL, NULL FROM wani_noise GROUP BY dataset, test_noise
        UNION ALL
        SELECT dataset, 3, 'output, clean recipe', train_noise, test_noise, output, output_half_width, n
        FROM wani_noise WHERE NOT raw AND draw <> 'once'
        UNION ALL
        SELECT dataset, 4, 'output, notebook''s recipe', train_noise, test_noise, output, output_half_width, n
        FROM wani_noise WHERE recipe = 'notebook')
SELECT
    picture, train_noise AS trained_with,
    max(CASE test_noise WHEN 0 THEN error END) AS noise_0, max(CASE test_noise WHEN 0 THEN half_width END) AS noise_0_half_width,
    max(CASE test_noise WHEN 5 THEN error END) AS noise_5, max(CASE test_noise WHEN 5 THEN half_width END) AS noise_5_half_width,
    max(CASE test_noise WHEN 10 THEN error END) AS noise_10, max(CASE test_noise WHEN 10 THEN half_width END) AS noise_10_half_width,
    max(CASE test_noise WHEN 20 THEN error END) AS noise_20, max(CASE test_noise WHEN 20 THEN half_width END) AS noise_20_half_width,
    max(CASE test_noise WHEN 40 THEN error END) AS noise_40, max(CASE test_noise WHEN 40 THEN half_width END) AS noise_40_half_width,
    max(CASE test_noise WHEN 80 THEN error END) AS noise_80, max(CASE test_noise WHEN 80 THEN half_width END) AS noise_80_half_width,
    max(seeds) AS n, dataset
FROM line
GROUP BY dataset, position, train_noise
ORDER BY dataset, position, train_noise;
