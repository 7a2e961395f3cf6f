-- What it shows: whether the gradient of the paper ercan's network vanishes with depth: its length at the first and the last layer of
-- networks with 0 to 3 hidden layers on the way to a code of 64 units.
-- Unit: millionths, the length of the gradient of the mean squared error per pixel by the layer's weights; error is that mean on the test
-- images. Definition: means over n replicates ± half-width of the 95 % confidence interval, of the epoch's last step; share = first / last.
CREATE VIEW table_ercan_depth AS
WITH
    trial AS (SELECT cell.*, initializer, depth FROM cell JOIN ercan_trial USING (configuration) WHERE cell.task = 'depth'),
    gradient AS (SELECT * FROM trial WHERE metric = 'gradientNorm'),
    epoch AS (
        SELECT DISTINCT dataset, configuration, initializer, depth, step FROM gradient
        WHERE step IN (1, (SELECT max(step) FROM gradient AS other WHERE other.configuration = gradient.configuration)))
SELECT
    CASE epoch.initializer WHEN 'normal-1' THEN 'normal, σ = 1' WHEN 'glorot' THEN 'Glorot' ELSE epoch.initializer END AS initial_weights,
    epoch.depth AS hidden_layers, epoch.step AS epoch,
    1e6 * first.mean AS first_gradient, 1e6 * first.half_width_95 AS first_gradient_half_width, first.n AS first_gradient_n,
    1e6 * last.mean AS last_gradient, 1e6 * last.half_width_95 AS last_gradient_half_width, last.n AS last_gradient_n,
    first.mean / nullif(last.mean, 0) AS share,
    CASE WHEN error.diverged > 0 THEN 'diverged' ELSE error.mean END AS error, error.half_width_95 AS error_half_width, error.n AS error_n,
    epoch.dataset AS dataset
FROM epoch
LEFT JOIN gradient AS first
    ON first.dataset = epoch.dataset AND first.configuration = epoch.configuration AND first.step = epoch.step
    AND first.subject = 'layers.0.weight'
LEFT JOIN gradient AS last
    ON last.dataset = epoch.dataset AND last.configuration = epoch.configuration AND last.step = epoch.step
    AND last.subject = 'layers.' || (2 * epoch.depth + 1) || '.weight'
LEFT JOIN trial AS error
    ON error.dataset = epoch.dataset AND error.configuration = epoch.configuration AND error.step = epoch.step
    AND error.metric = 'meanSquaredError' AND error.subject = 'network' AND error.split = 'test'
ORDER BY epoch.dataset, epoch.initializer = 'normal-1' DESC, epoch.depth, epoch.step;
