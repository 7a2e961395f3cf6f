-- What it shows: Table 1 of the paper ercan and the 131 samples that follow from it: sizes of the model, of one original image and
-- of one code, and the number of images after which the model is paid for.
-- Unit: KB of 1000 bytes, or images, in the column unit.
-- Definition: printed = the paper's number; replayed = computed as he did, from sizes measured here; correct = the size of what a
-- receiver needs. Break-even = model / (original - code), rounded up in the column correct; `never` where a code is not
-- smaller than the original.
CREATE VIEW table_ercan_1 AS
WITH
    size AS (SELECT * FROM ercan_size),
    model AS (SELECT * FROM printed WHERE paper = 'ercan' AND item = 'table-1' AND subject = 'model'),
    sample AS (SELECT * FROM printed WHERE paper = 'ercan' AND item = 'table-1' AND subject = 'sample'),
    code AS (SELECT * FROM printed WHERE paper = 'ercan' AND item = 'table-1' AND subject = 'code'),
    samples AS (SELECT * FROM printed WHERE paper = 'ercan' AND item = 'break-even' AND subject = 'samples'),
    line AS (
        SELECT 1 AS position, 'model' AS quantity, 'checkpoint with three copies of every number' AS accounting,
            model.text AS printed, his_checkpoint_bytes / kilobyte AS replayed, NULL AS correct, 'KB' AS unit, dataset
        FROM size, model
        UNION ALL SELECT 2, 'model', 'whole network, 32-bit floats', NULL, NULL, network_bytes / kilobyte, 'KB', dataset FROM size
        UNION ALL SELECT 3, 'model', 'decoder alone, 32-bit floats', NULL, NULL, decoder_bytes / kilobyte, 'KB', dataset FROM size
        UNION ALL SELECT 4, 'model', 'decoder alone, 8 bits each', NULL, NULL, decoder_parameters / kilobyte, 'KB', dataset FROM size
        UNION ALL SELECT 5, 'original image', 'decimal text', sample.text, his_sample_bytes / kilobyte, NULL, 'KB', dataset
        FROM size, sample
        UNION ALL SELECT 6, 'original image', 'raw pixels', NULL, NULL, raw_image_bytes / kilobyte, 'KB', dataset FROM size
        UNION ALL SELECT 7, 'code', 'decimal text', code.text, his_code_bytes / kilobyte, NULL, 'KB', dataset FROM size, code
        UNION ALL SELECT 8, 'code', '32-bit floats', NULL, NULL, float_code_bytes / kilobyte, 'KB', dataset FROM size
        UNION ALL SELECT 9, 'code', '8 bits each', NULL, NULL, byte_code_bytes / kilobyte, 'KB', dataset FROM size
        UNION ALL SELECT 10, 'code', '4 bits each', NULL, NULL, half_byte_code_bytes / kilobyte, 'KB', dataset FROM size
        UNION ALL SELECT 11, 'break-even', 'the three printed sizes', samples.text,
            model.value / (sample.value - code.value), NULL, 'images', dataset
        FROM size, samples, model, sample, code
        UNION ALL SELECT 12, 'break-even', 'his checkpoint; text against text', NULL,
            his_checkpoint_bytes / (his_sample_bytes - his_code_bytes), NULL, 'images', dataset
        FROM size
        UNION ALL SELECT 13, 'break-even', 'his checkpoint; text code against raw pixels', NULL, NULL,
            CASE WHEN his_code_bytes IS NULL OR raw_image_bytes IS NULL THEN NULL
                WHEN his_code_bytes >= raw_image_bytes THEN 'never'
                ELSE ceil(his_checkpoint_bytes / (raw_image_bytes - his_code_bytes)) END, 'images', dataset
        FROM size
        UNION ALL SELECT 14, 'break-even', 'whole network, 32-bit floats; 8-bit code against raw pixels', NULL, NULL,
            ceil((network_bytes + byte_side_table_bytes) / (raw_image_bytes - byte_code_bytes)), 'images', dataset
        FROM size
        UNION ALL SELECT 15, 'break-even', 'decoder, 32-bit floats; 8-bit code against raw pixels', NULL, NULL,
            ceil((decoder_bytes + byte_side_table_bytes) / (raw_image_bytes - byte_code_bytes)), 'images', dataset
        FROM size
        UNION ALL SELECT 16, 'break-even', 'decoder, 8 bits each; 8-bit code against raw pixels', NULL, NULL,
            ceil((decoder_parameters + byte_side_table_bytes) / (raw_image_bytes - byte_code_bytes)), 'images', dataset
        FROM size)
SELECT quantity, accounting, printed, replayed, correct, unit, dataset FROM line ORDER BY dataset, position;
