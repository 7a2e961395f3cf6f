-- What it shows: what the papers' networks cost to train and to use, and beside them codecs that are not trained.
-- Unit: seconds of one core; microseconds a picture of 28 × 28 on one core; products of a weight and a number for a picture.
-- Definition: training = experiments/durations.csv, the processor's time of one training, the median over replicates, that of patel's machines
-- included, and only where that is the profile that runs; encoding and decoding = experiments/codec-times.csv, one picture a call, or 256. Each
-- file was taken once, on the machine that it names: processor is the training's, codec_machine the codec's. Products: see coding_cost. printed = the time that the paper prints, on a machine that it does not name.
CREATE VIEW table_time AS
WITH
    known (position, name, model, codec, training, also) AS (
        VALUES (1, 'Patel et al., from machines', 'patel', 'patel', 'patel/train[start=machines]', 'patel/pretrain'),
            (2, 'Wani and Selvam, the notebook''s', 'wani', 'wani', 'wani/train[recipe=notebook]', NULL),
            (3, 'Ercan, 64 units', 'ercan', 'ercan', 'ercan/train[recipe=paper,code=64]', NULL),
            (4, 'Feng, CNN', 'feng', 'feng', 'feng/train[network=cnn]', NULL),
            (5, 'Feng, ANN', NULL, NULL, 'feng/train[network=ann]', NULL),
            (6, 'Feng, ANN, shared weights', NULL, NULL, 'feng/train[network=shared]', NULL),
            (7, 'D''Cunha et al., DnCNN', NULL, NULL, 'dcunha/train', NULL),
            (8, 'rate–distortion, convolutional, digits', 'rate–distortion digits', 'rate-digits-0.008',
                'coding/train[network=convolutional,set=digits,weight=0.008]', NULL),
            (9, 'JPEG, quality 50, a file each', NULL, 'JPEG, quality 50, a file each', NULL, NULL),
            (10, 'WebP, quality 50, a file each', NULL, 'WebP, quality 50, a file each', NULL, NULL),
            (11, 'lossless, median and adaptive rANS', NULL, 'lossless, median and adaptive rANS', NULL, NULL)),
    -- Every stage that renders a table is told the profile; the table's own stage quotes one of them.
    running AS (SELECT min(value) AS profile FROM parameter WHERE stage LIKE 'report/%' AND name = 'profile'),
    epoch AS (
        SELECT configuration, max(step) AS last FROM cell WHERE subject = 'epoch-mean' AND configuration IN (SELECT training FROM known)
        GROUP BY configuration),
    timed AS (
        SELECT codec,
            max(CASE WHEN direction = 'encode' AND pictures = 1 THEN microseconds END) AS encode,
            max(CASE WHEN direction = 'decode' AND pictures = 1 THEN microseconds END) AS decode,
            max(CASE WHEN direction = 'encode' AND pictures > 1 THEN microseconds END) AS encode_many,
            max(CASE WHEN direction = 'decode' AND pictures > 1 THEN microseconds END) AS decode_many,
            group_concat(DISTINCT machine) AS machine
        FROM codec_time GROUP BY codec)
SELECT
    known.name, duration.seconds + coalesce(other.seconds, 0) AS training, CASE WHEN known.training = 'dcunha/train' THEN epoch.last || ' steps' ELSE epoch.last END AS epochs,
    CASE WHEN known.training <> 'dcunha/train' THEN duration.seconds / epoch.last END AS epoch_seconds, printed.value AS printed,
    encoder_products, decoder_products, encode, decode, encode_many, decode_many,
    duration.processor, timed.machine AS codec_machine
FROM known CROSS JOIN running
LEFT JOIN duration ON duration.stage = known.training AND duration.profile = running.profile
LEFT JOIN duration AS other ON other.stage = known.also AND other.profile = running.profile
LEFT JOIN epoch ON epoch.configuration = known.training
LEFT JOIN coding_cost ON coding_cost.model = known.model
LEFT JOIN timed ON timed.codec = known.codec
LEFT JOIN printed ON printed.paper = 'feng' AND printed.item = 'table-3-seconds'
    AND known.training = 'feng/train[network=' || printed.subject || ']'
ORDER BY known.position;
