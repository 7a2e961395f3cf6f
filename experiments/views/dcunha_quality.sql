-- What it shows: the photographs of the paper dcunha at each JPEG quality, as compressed and as restored, one row for each set of
-- photographs, evaluated network and quality.
-- Unit: bits per pixel; dB; structural similarity from -1 to 1. Definition: means over the photographs; a PSNR is the mean of the
-- photographs' PSNRs, as in published tables, and a gain the mean of their gains; worst is the photograph with the smallest gain. Chosen
-- is the restored photograph, or the compressed one where the file's quality, read from its tables, is above the highest at which the
-- network gained on the validation photographs. arm is NULL for the network of the stage train; n replicates.
CREATE VIEW dcunha_quality AS
SELECT
    cell.dataset, cell.configuration, cell.task,
    CASE cell.task WHEN 'evaluate' THEN 'crops' WHEN 'evaluate-benchmark' THEN channels.value END AS photographs,
    CASE cell.task WHEN 'evaluate-sibling' THEN 'sibling' ELSE arm.value END AS arm,
    cell.step AS quality,
    EXISTS (SELECT * FROM printed WHERE paper = 'dcunha' AND item = 'recipe' AND subject = 'quality' AND step = cell.step) AS is_trained,
    max(CASE WHEN metric = 'bitsPerPixel' THEN mean END) AS bits_per_pixel,
    max(CASE WHEN metric = 'meanImagePeakSignalToNoiseRatio' AND subject = 'jpeg' THEN mean END) AS jpeg_psnr,
    max(CASE WHEN metric = 'meanImagePeakSignalToNoiseRatio' AND subject = 'restored' THEN mean END) AS restored_psnr,
    max(CASE WHEN metric = 'structuralSimilarity' AND subject = 'jpeg' THEN mean END) AS jpeg_ssim,
    max(CASE WHEN metric = 'structuralSimilarity' AND subject = 'restored' THEN mean END) AS restored_ssim,
    max(CASE WHEN metric = 'blockSensitivePeakSignalToNoiseRatio' AND subject = 'jpeg' THEN mean END) AS jpeg_psnrb,
    max(CASE WHEN metric = 'blockSensitivePeakSignalToNoiseRatio' AND subject = 'restored' THEN mean END) AS restored_psnrb,
    max(CASE WHEN metric = 'gain' AND subject = 'restored' THEN mean END) AS gain,
    max(CASE WHEN metric = 'gain' AND subject = 'restored' THEN half_width_95 END) AS gain_half_width,
    max(CASE WHEN metric = 'smallestGain' AND subject = 'restored' THEN mean END) AS worst_gain,
    max(CASE WHEN metric = 'gain' AND subject = 'chosen' THEN mean END) AS chosen_gain,
    max(CASE WHEN metric = 'smallestGain' AND subject = 'chosen' THEN mean END) AS chosen_worst_gain,
    max(n) AS n
FROM cell
JOIN (SELECT configuration, min(name) AS name FROM stage GROUP BY configuration) AS stage ON stage.configuration = cell.configuration
LEFT JOIN axis AS channels ON channels.stage = stage.name AND channels.name = 'channels'
LEFT JOIN axis AS arm ON arm.stage = stage.name AND arm.name = 'arm'
WHERE cell.paper = 'dcunha' AND cell.task LIKE 'evaluate%' AND cell.split = 'test'
GROUP BY cell.dataset, cell.configuration, cell.step;
