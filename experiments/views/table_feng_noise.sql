-- What it shows: whether the paper feng's networks, trained on clean images, filter noise, which it leaves to future work.
-- Unit: error per pixel in [0,1] against the clean image; decibels of PSNR.
-- Definition: noise = standard deviation of the normal noise, in grey levels of 255; noisy = error of the noisy images cut off at 0 and 1,
-- the mean over all networks and replicates, each of which draws its own noise; under a network's name = error of its reconstruction of
-- the noisy images, not cut off before. gain = PSNR of that - PSNR of the noisy images: above 0 the network filters more than it spoils.
-- Means over n replicates ± the half-width of the 95 % confidence interval.
CREATE VIEW table_feng_noise AS
WITH result AS (
    SELECT dataset, network, step AS noise,
        max(CASE WHEN metric = 'meanSquaredError' AND subject = 'noisy-input-clipped' THEN mean END) AS noisy,
        max(CASE WHEN metric = 'meanSquaredError' AND subject = 'output' THEN mean END) AS output,
        max(CASE WHEN metric = 'meanSquaredError' AND subject = 'output' THEN half_width_95 END) AS output_half_width,
        max(CASE WHEN metric = 'meanSquaredError' AND subject = 'output' THEN n END) AS n
    FROM feng_cell WHERE task = 'noise' GROUP BY dataset, network, step)
SELECT
    noise, avg(noisy) AS noisy,
    max(CASE network WHEN 'cnn' THEN output END) AS cnn, max(CASE network WHEN 'cnn' THEN output_half_width END) AS cnn_half_width,
    max(CASE network WHEN 'ann' THEN output END) AS ann, max(CASE network WHEN 'ann' THEN output_half_width END) AS ann_half_width,
    max(CASE network WHEN 'shared' THEN output END) AS shared,
    max(CASE network WHEN 'shared' THEN output_half_width END) AS shared_half_width,
    max(CASE network WHEN 'unpooling' THEN output END) AS unpooling,
    max(CASE network WHEN 'unpooling' THEN output_half_width END) AS unpooling_half_width,
    max(CASE WHEN network = 'cnn' AND output > 0 THEN 10 * log10(noisy / output) END) AS cnn_gain,
    max(CASE WHEN network = 'ann' AND output > 0 THEN 10 * log10(noisy / output) END) AS ann_gain,
    max(CASE WHEN network = 'shared' AND output > 0 THEN 10 * log10(noisy / output) END) AS shared_gain,
    max(n) AS n, dataset
FROM result GROUP BY dataset, noise ORDER BY dataset, noise;
