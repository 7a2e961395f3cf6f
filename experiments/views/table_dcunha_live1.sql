-- What it shows: the paper dcunha's network on the 29 whole photographs of LIVE1, in colour and in the luma that published tables measure:
-- JPEG and restored, by JPEG quality.
-- Unit and definition: see dcunha_quality; trained = whether patches of this quality were trained on. The network is the same for both:
-- luma goes through it as three equal channels.
CREATE VIEW table_dcunha_live1 AS
SELECT
    photographs AS channels, quality, CASE WHEN is_trained THEN 'yes' ELSE 'no' END AS trained, bits_per_pixel, jpeg_psnr,
    restored_psnr, gain, gain_half_width, worst_gain, chosen_worst_gain, jpeg_ssim, restored_ssim, jpeg_psnrb, restored_psnrb, n, dataset
FROM dcunha_quality WHERE task = 'evaluate-benchmark' ORDER BY dataset, photographs, quality;
