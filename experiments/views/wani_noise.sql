-- What it shows: what each network of the paper wani makes of noisy test images, for each noise of training and of testing.
-- Unit: mean squared error per pixel against the clean image, pixels in [0,1]; gains in dB; noise as standard deviation, of 255.
-- Definition: output = the network's; input = the noisy image itself; clipped = the same with its pixels moved into [0,1]. gain = PSNR of
-- the output less that of the input: below 0, the network's output is further from the clean image than what it was given. Means over n
-- replicates ± half-widths of 95 % confidence intervals. Without noise the input has no error, and there is no gain.
CREATE VIEW wani_noise AS
WITH
    image AS (
        SELECT measurement.dataset, configuration, measurement.stage, step AS test_noise,
            max(CASE WHEN subject = 'output' THEN value END) AS output,
            max(CASE WHEN subject = 'noisy-input' THEN value END) AS input,
            max(CASE WHEN subject = 'noisy-input-clipped' THEN value END) AS clipped,
            max(value IS NULL) AS diverged
        FROM measurement JOIN stage ON stage.name = measurement.stage
        WHERE measurement.paper = 'wani' AND stage.task IN ('denoise', 'denoise-variant') AND metric = 'meanSquaredError'
        GROUP BY measurement.dataset, measurement.stage, step),
    gain AS (
        SELECT *,
            CASE WHEN output > 0 AND input > 0 THEN 10 * log10(input / output) END AS gain,
            CASE WHEN output > 0 AND clipped > 0 THEN 10 * log10(clipped / output) END AS clipped_gain
        FROM image),
    centred AS (
        SELECT *,
            avg(output) OVER same AS mean_output, avg(gain) OVER same AS mean_gain, avg(clipped_gain) OVER same AS mean_clipped_gain
        FROM gain WINDOW same AS (PARTITION BY dataset, configuration, test_noise)),
    square AS (
        SELECT dataset, configuration, test_noise, count(*) AS n, max(diverged) AS diverged, mean_output,
            avg(input) AS input, avg(clipped) AS clipped, mean_gain, mean_clipped_gain,
            sum((output - mean_output) * (output - mean_output)) AS output_squares,
            sum((gain - mean_gain) * (gain - mean_gain)) AS gain_squares,
            sum((clipped_gain - mean_clipped_gain) * (clipped_gain - mean_clipped_gain)) AS clipped_gain_squares
        FROM centred GROUP BY dataset, configuration, test_noise)
SELECT
    square.dataset, recipe, raw, noise AS train_noise, draw, test_noise,
    CASE WHEN diverged THEN 'diverged' ELSE mean_output END AS output,
    quantile * sqrt(output_squares / (n - 1) / n) AS output_half_width,
    input, clipped, mean_gain AS gain, quantile * sqrt(gain_squares / (n - 1) / n) AS gain_half_width,
    mean_clipped_gain AS clipped_gain, quantile * sqrt(clipped_gain_squares / (n - 1) / n) AS clipped_gain_half_width, n
FROM square JOIN wani_recipe USING (configuration)
LEFT JOIN (
    SELECT degrees, quantile975 AS quantile, lead(degrees, 1, 1000000) OVER (ORDER BY degrees) AS next FROM student_t) AS student
    ON n - 1 >= degrees AND n - 1 < next;
