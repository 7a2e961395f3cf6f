-- What it shows: what the paper dcunha's network gains over JPEG by quality, for the figure dcunha-gain.
-- Unit: dB. Definition: see dcunha_quality; trained = 1 where patches of this quality were trained on; files above the quality
-- highest are left as they are.
CREATE VIEW figure_dcunha_gain AS
SELECT
    dcunha_quality.photographs AS series, quality, gain, worst_gain AS worst, is_trained AS trained,
    highest.mean AS highest, dcunha_quality.n, dcunha_quality.dataset
FROM dcunha_quality
LEFT JOIN cell AS highest ON highest.configuration = 'dcunha/train' AND highest.metric = 'highestRestoredQuality'
WHERE photographs IS NOT NULL
ORDER BY dcunha_quality.dataset, series, quality;
