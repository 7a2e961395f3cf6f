-- What it shows: bits for each of the paper patel's 196 code units against the error on the test images, from its three starts.
-- Unit: bytes per image; ratio is bytes of the raw pixels / bytes of the code; mean squared error per test pixel in [0,1]; change in
-- percent. Definition: see patel_quantization; the sizes are the same for all starts.
CREATE VIEW table_patel_quantization AS
WITH representation AS (
    SELECT dataset, representation, max(bits_per_unit) AS bits_per_unit, max(bytes_per_image) AS bytes_per_image, max(ratio) AS ratio
    FROM patel_quantization GROUP BY dataset, representation)
SELECT
    representation.representation AS representation, representation.bits_per_unit AS bits_per_unit,
    representation.bytes_per_image AS bytes_per_image, representation.ratio AS ratio,
    machines.error AS machines, machines.error_half_width AS machines_half_width, machines.n AS machines_n,
    machines.change AS machines_change,
    glorot.error AS glorot, glorot.error_half_width AS glorot_half_width, glorot.n AS glorot_n, glorot.change AS glorot_change,
    pytorch.error AS pytorch, pytorch.error_half_width AS pytorch_half_width, pytorch.n AS pytorch_n,
    pytorch.change AS pytorch_change,
    representation.dataset AS dataset
FROM representation
LEFT JOIN patel_quantization AS machines ON machines.dataset = representation.dataset
    AND machines.representation = representation.representation AND machines.start = 'machines'
LEFT JOIN patel_quantization AS glorot ON glorot.dataset = representation.dataset
    AND glorot.representation = representation.representation AND glorot.start = 'glorot'
LEFT JOIN patel_quantization AS pytorch ON pytorch.dataset = representation.dataset
    AND pytorch.representation = representation.representation AND pytorch.start = 'pytorch'
ORDER BY representation.dataset, representation.bits_per_unit;
