-- What it shows: what the paper ercan's initial weights and optimizer cost, each exchanged alone and together, on the network
-- 784-128-64-128-784.
-- Unit: mean squared error per test pixel in [0,1]; saturated is a percentage of the code values of all test images; dead units of 64.
-- Definition: means over n replicates ± half-width of the 95 % confidence interval; saturated = within 0.01 of 0 or 1; dead = spans less
-- than 0.01 over all test images; first_gradient and last_gradient are the lengths of the loss's gradient by the weights of the first and
-- of the last layer, in millionths, at the first epoch's last step.
CREATE VIEW table_ercan_ablation AS
WITH
    trial AS (SELECT cell.*, initializer, optimizer FROM cell JOIN ercan_trial USING (configuration) WHERE cell.task LIKE 'ablation%'),
    error AS (
        SELECT dataset, initializer, optimizer, CASE WHEN diverged > 0 THEN 'diverged' ELSE mean END AS error, half_width_95, n FROM trial
        WHERE task = 'ablation-evaluate' AND metric = 'meanSquaredError' AND subject = 'float32' AND class IS NULL AND step IS NULL)
SELECT
    CASE error.initializer WHEN 'normal-1' THEN 'normal, σ = 1' WHEN 'normal-0.1' THEN 'normal, σ = 0.1' WHEN 'glorot' THEN 'Glorot'
        ELSE error.initializer END AS initial_weights,
    CASE error.optimizer WHEN 'rmsprop' THEN 'RMSProp' WHEN 'adam' THEN 'Adam' WHEN 'sgd' THEN 'SGD' ELSE error.optimizer END AS optimizer,
    error.error AS error, error.half_width_95 AS error_half_width, error.n AS error_n,
    100 * saturated.mean AS saturated, 100 * saturated.half_width_95 AS saturated_half_width, saturated.n AS saturated_n,
    dead.mean AS dead_units, dead.half_width_95 AS dead_units_half_width, dead.n AS dead_units_n,
    1e6 * first.mean AS first_gradient, 1e6 * first.half_width_95 AS first_gradient_half_width, first.n AS first_gradient_n,
    1e6 * last.mean AS last_gradient, 1e6 * last.half_width_95 AS last_gradient_half_width, last.n AS last_gradient_n,
    error.dataset AS dataset
FROM error
LEFT JOIN trial AS saturated
    ON (saturated.dataset, saturated.initializer, saturated.optimizer) = (error.dataset, error.initializer, error.optimizer)
    AND saturated.metric = 'saturatedFraction'
LEFT JOIN trial AS dead
    ON (dead.dataset, dead.initializer, dead.optimizer) = (error.dataset, error.initializer, error.optimizer) AND dead.metric = 'deadUnits'
LEFT JOIN trial AS first
    ON (first.dataset, first.initializer, first.optimizer) = (error.dataset, error.initializer, error.optimizer)
    AND first.metric = 'gradientNorm' AND first.subject = 'layers.0.weight' AND first.step = 1
LEFT JOIN trial AS last
    ON (last.dataset, last.initializer, last.optimizer) = (error.dataset, error.initializer, error.optimizer)
    AND last.metric = 'gradientNorm' AND last.subject = 'layers.3.weight' AND last.step = 1
ORDER BY error.dataset, error.initializer = 'normal-1' DESC, error.initializer = 'normal-0.1' DESC, error.optimizer = 'rmsprop' DESC,
    error.optimizer;
