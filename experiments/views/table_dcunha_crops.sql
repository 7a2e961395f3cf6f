-- What it shows: the paper dcunha's network on photographs' crops of 256 x 256 that no training has seen, in colour: JPEG and
-- restored, by JPEG quality.
-- Unit and definition: see dcunha_quality; trained = whether patches of this quality were trained on.
CREATE VIEW table_dcunha_crops AS
SELECT
    quality, CASE WHEN is_trained THEN 'yes' ELSE 'no' END AS trained, bits_per_pixel, jpeg_psnr, restored_psnr, gain, gain_half_width,
    worst_gain, chosen_worst_gain, jpeg_ssim, restored_ssim, jpeg_psnrb, restored_psnrb, n, dataset
FROM dcunha_quality WHERE task = 'evaluate' ORDER BY dataset, quality;
