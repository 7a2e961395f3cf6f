-- What it shows: by how much the output of the paper wani's networks is nearer to the clean test image than the noisy image is.
-- Unit: dB; noise as standard deviation, of 255. Definition: gain = PSNR of the output less that of the noisy image, clipped_gain = less that of
-- the noisy image with its pixels moved into [0,1]; below 0 the output is the worse picture. Mean over n replicates ± half-width of the 95 %
-- confidence interval. Without noise there is no gain.
CREATE VIEW table_wani_gain AS
SELECT
    CASE WHEN raw THEN 'notebook' ELSE 'clean' END AS recipe, train_noise, test_noise, gain, gain_half_width, clipped_gain,
    clipped_gain_half_width, n, dataset
FROM wani_noise
WHERE test_noise > 0 AND (recipe = 'notebook' OR NOT raw AND draw <> 'once')
ORDER BY dataset, raw, train_noise, test_noise;
