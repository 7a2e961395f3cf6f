-- What it shows: the paper dcunha's network on the luma of LIVE1 beside the published numbers of other networks that restore JPEG.
-- Unit: dB; structural similarity. Definition: source = printed, or measured here; the printed rows of one quality stand beside ours where
-- both were given; gain is over the JPEG row of the same source; means over photographs, n replicates.
CREATE VIEW table_dcunha_published AS
WITH
    here AS (SELECT * FROM dcunha_quality WHERE task = 'evaluate-benchmark' AND photographs = 'luma'),
    published AS (
        SELECT subject AS method, step AS quality,
            max(CASE item WHEN 'live1-grey-psnr' THEN text END) AS psnr, max(CASE item WHEN 'live1-grey-psnr' THEN value END) AS decibels,
            max(CASE item WHEN 'live1-grey-ssim' THEN text END) AS ssim, max(CASE item WHEN 'live1-grey-psnrb' THEN text END) AS psnrb,
            max(note) AS note
        FROM printed WHERE paper = 'dcunha' AND item LIKE 'live1-grey-%' GROUP BY subject, step),
    line AS (
        SELECT dataset, published.quality, method, 'printed' AS source, psnr, ssim, psnrb,
            CASE WHEN method <> 'JPEG' THEN decibels - (SELECT decibels FROM published AS jpeg
                WHERE jpeg.method = 'JPEG' AND jpeg.quality = published.quality) END AS gain,
            NULL AS n, note,
            CASE method WHEN 'JPEG' THEN 1 WHEN 'ARCNN' THEN 3 WHEN 'DnCNN-3' THEN 4 WHEN 'QGAC' THEN 6 WHEN 'FBCNN' THEN 7 ELSE 8 END
                AS position
        FROM published JOIN here ON here.quality = published.quality
        UNION ALL
        SELECT dataset, quality, 'JPEG', 'here', jpeg_psnr, jpeg_ssim, jpeg_psnrb, NULL, NULL, '', 2
        FROM here WHERE quality IN (SELECT quality FROM published)
        UNION ALL
        SELECT dataset, quality, 'this network', 'here', restored_psnr, restored_ssim, restored_psnrb, gain, n, '', 5
        FROM here WHERE quality IN (SELECT quality FROM published))
SELECT quality, method, source, psnr, gain, ssim, psnrb, nullif(note, '') AS note, n, dataset
FROM line ORDER BY dataset, quality, position;
