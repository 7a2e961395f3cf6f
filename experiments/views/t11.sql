-- What it shows: initial weights, optimizers and pre-training: table_patel_starts, table_ercan_ablation, and by depth table_ercan_depth.
-- Unit, definition: see the views named.
CREATE VIEW t11 AS
SELECT 'patel' AS paper, start, NULL AS optimizer, NULL AS hidden_layers, epoch, cross_entropy, error, error_half_width, saturated, dead_units,
    NULL AS first_gradient, NULL AS last_gradient, n, dataset FROM table_patel_starts
UNION ALL
SELECT 'ercan', initial_weights, optimizer, NULL, NULL, NULL, error, error_half_width, saturated, dead_units, first_gradient, last_gradient,
    error_n, dataset FROM table_ercan_ablation
UNION ALL
SELECT 'ercan', initial_weights, 'Adam', hidden_layers, epoch, NULL, error, error_half_width, NULL, NULL, first_gradient, last_gradient, error_n,
    dataset FROM table_ercan_depth;
