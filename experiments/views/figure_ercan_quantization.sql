-- What it shows: the test error against the bits spent on each code unit, for the figure ercan-quantization.
-- Unit: mean squared error per test pixel in [0,1]. Definition: see table_ercan_quantization; low and high bound the 95 % confidence
-- interval, and are the error itself where there is one replicate.
CREATE VIEW figure_ercan_quantization AS
SELECT
    recipe, code, representation, bits_per_unit,
    CASE WHEN typeof(error) <> 'text' THEN error END AS error,
    CASE WHEN typeof(error) <> 'text' THEN error - coalesce(error_half_width, 0) END AS low,
    CASE WHEN typeof(error) <> 'text' THEN error + coalesce(error_half_width, 0) END AS high,
    dataset
FROM table_ercan_quantization
ORDER BY dataset, recipe, code DESC, bits_per_unit;
