-- What it shows: one row for each file of test images that a model wrote: its quantizer and coder, what it costs, and what comes back.
-- Unit: bits per pixel, bytes, dB. Definition: quantizer_bits = ⌈log₂ levels⌉ of the unit with most; bits_per_pixel of the whole file,
-- header and tables included, all test images in one file; entropy = of the levels of each unit by itself, in the test images:
-- no table does better; quantizer_bytes = what the levels and their frequencies take in the decoder half.
CREATE VIEW coding_file AS
SELECT
    model, design, tables, coder, item AS quantizer, dataset,
    max(CASE WHEN metric = 'bitsPerPixel' THEN mean END) AS bits_per_pixel,
    max(CASE WHEN metric = 'headerBytes' THEN mean END) AS header_bytes,
    max(CASE WHEN metric = 'sideTableBytes' THEN mean END) AS side_table_bytes,
    max(CASE WHEN metric = 'payloadBytes' THEN mean END) AS payload_bytes,
    quality.quantizer_bits, quality.quantizer_bytes, quality.entropy, quality.decibels, quality.similarity, quality.block_decibels, quality.dead_units,
    quality.saturated
FROM coding_cell
JOIN (
    SELECT
        configuration AS of, item AS part,
        max(CASE WHEN metric = 'quantizerBits' THEN mean END) AS quantizer_bits,
        max(CASE WHEN metric = 'quantizerBytes' THEN mean END) AS quantizer_bytes,
        max(CASE WHEN metric = 'entropy' THEN mean END) AS entropy,
        max(CASE WHEN metric = 'peakSignalToNoiseRatio' THEN mean END) AS decibels,
        max(CASE WHEN metric = 'structuralSimilarity' THEN mean END) AS similarity,
        max(CASE WHEN metric = 'blockSensitivePeakSignalToNoiseRatio' THEN mean END) AS block_decibels,
        max(CASE WHEN metric = 'deadUnits' THEN mean END) AS dead_units,
        max(CASE WHEN metric = 'saturatedFraction' THEN mean END) AS saturated
    FROM coding_cell WHERE task = 'code' AND coder IS NULL GROUP BY configuration, item) AS quality
    ON quality.of = configuration AND quality.part = item
WHERE task = 'code' AND coder IS NOT NULL
GROUP BY configuration, item, coder;
