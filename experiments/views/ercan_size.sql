-- What it shows: the sizes that the break-even of the paper ercan is made of, measured on the network 784-128-64-128-784 trained by
-- his recipe, one row for each data set. Unit: bytes; parameters and weights are counts.
-- Definition: his_checkpoint_bytes is our checkpoint with three copies of every number, plus what his repository has beyond that
-- (784 unused biases, an index file, a third file); his_code and his_sample are decimal text.
CREATE VIEW ercan_size AS
SELECT
    dataset,
    max(CASE WHEN metric = 'modelBytes' AND subject = 'checkpoint-with-optimizer' THEN mean END)
        + (SELECT 4 * value FROM printed WHERE paper = 'ercan' AND item = 'checkpoint' AND subject = 'unused-biases')
        + (SELECT value FROM printed WHERE paper = 'ercan' AND item = 'checkpoint' AND subject = 'index')
        + (SELECT value FROM printed WHERE paper = 'ercan' AND item = 'checkpoint' AND subject = 'remainder')
        AS his_checkpoint_bytes,
    max(CASE WHEN metric = 'originalBytesPerImage' AND subject = 'text-19' THEN mean END) AS his_sample_bytes,
    max(CASE WHEN metric = 'bytesPerImage' AND subject = 'text-19' THEN mean END) AS his_code_bytes,
    max(CASE WHEN metric = 'modelBytes' AND subject = 'network-float32' THEN mean END) AS network_bytes,
    max(CASE WHEN metric = 'modelBytes' AND subject = 'decoder-float32' THEN mean END) AS decoder_bytes,
    max(CASE WHEN metric = 'parameterCount' AND subject = 'decoder' THEN mean END) AS decoder_parameters,
    max(CASE WHEN metric = 'weightCount' THEN mean END) AS weights,
    max(CASE WHEN metric = 'originalBytesPerImage' AND subject = 'uint8' THEN mean END) AS raw_image_bytes,
    max(CASE WHEN metric = 'bytesPerImage' AND subject = 'float32' THEN mean END) AS float_code_bytes,
    max(CASE WHEN metric = 'bytesPerImage' AND subject = 'uniform-8' THEN mean END) AS byte_code_bytes,
    max(CASE WHEN metric = 'bytesPerImage' AND subject = 'uniform-4' THEN mean END) AS half_byte_code_bytes,
    coalesce(max(CASE WHEN metric = 'sideTableBytes' AND subject = 'uniform-8' THEN mean END), 0) AS byte_side_table_bytes,
    (SELECT value FROM printed WHERE paper = 'ercan' AND item = 'checkpoint' AND subject = 'kilobyte') AS kilobyte
FROM ercan_cell
WHERE recipe = 'paper' AND code = 64
    AND metric IN ('modelBytes', 'originalBytesPerImage', 'bytesPerImage', 'sideTableBytes', 'parameterCount', 'weightCount')
GROUP BY dataset;
