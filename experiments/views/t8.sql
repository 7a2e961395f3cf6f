-- What it shows: photographs at each JPEG quality as compressed and restored: table_dcunha_live1 and, as crops, table_dcunha_crops; other works'
-- rows are in table_dcunha_published.
-- Unit, definition: see the views named.
CREATE VIEW t8 AS
SELECT channels AS photographs, quality, trained, bits_per_pixel, jpeg_psnr, restored_psnr, gain, gain_half_width, worst_gain, chosen_worst_gain,
    jpeg_ssim, restored_ssim, jpeg_psnrb, restored_psnrb, n, dataset FROM table_dcunha_live1
UNION ALL
SELECT 'crops', quality, trained, bits_per_pixel, jpeg_psnr, restored_psnr, gain, gain_half_width, worst_gain, chosen_worst_gain,
    jpeg_ssim, restored_ssim, jpeg_psnrb, restored_psnrb, n, dataset FROM table_dcunha_crops;
