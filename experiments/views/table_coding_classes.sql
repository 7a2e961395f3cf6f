-- What it shows: digits and garments one by one: what files of them alone cost, and what comes back.
-- Unit: bits per pixel; PSNR in dB; SSIM. Definition: convolutional = trained for rate and distortion at a price of 0.008; components = with
-- a step of 0.5; WebP and JPEG = quality 10, as mosaics; model = wani's on digits, feng's on garments, at 4 bits a unit.
CREATE VIEW table_coding_classes AS
WITH
    measured AS (
        SELECT
            coding_images.images,
            cell.class, cell.metric, cell.mean, cell.dataset,
            CASE
                WHEN task = 'train-code' AND network = 'convolutional' AND weight = 0.008 THEN 'convolutional'
                WHEN task = 'components-code' AND subject IN ('7', '7/rans') THEN 'components'
                WHEN task = 'classical-classes' AND subject = 'webp/mosaic/10' THEN 'webp'
                WHEN task = 'classical-classes' AND subject = 'jpeg-optimized/mosaic/10' THEN 'jpeg'
                WHEN task = 'model-code' AND axes.model IN ('wani', 'feng') AND subject IN ('3', '3/rans') THEN 'model'
            END AS method
        FROM cell JOIN coding_axis AS axes ON axes.of = cell.configuration
        JOIN coding_images ON coding_images.dataset = cell.dataset
        WHERE cell.paper = 'coding' AND cell.class IS NOT NULL)
SELECT
    images, class,
    max(CASE WHEN method = 'convolutional' AND metric = 'bitsPerPixel' THEN mean END) AS convolutional_rate,
    max(CASE WHEN method = 'convolutional' AND metric = 'peakSignalToNoiseRatio' THEN mean END) AS convolutional,
    max(CASE WHEN method = 'convolutional' AND metric = 'structuralSimilarity' THEN mean END) AS convolutional_similarity,
    max(CASE WHEN method = 'components' AND metric = 'bitsPerPixel' THEN mean END) AS components_rate,
    max(CASE WHEN method = 'components' AND metric = 'peakSignalToNoiseRatio' THEN mean END) AS components,
    max(CASE WHEN method = 'webp' AND metric = 'bitsPerPixel' THEN mean END) AS webp_rate,
    max(CASE WHEN method = 'webp' AND metric = 'peakSignalToNoiseRatio' THEN mean END) AS webp,
    max(CASE WHEN method = 'jpeg' AND metric = 'bitsPerPixel' THEN mean END) AS jpeg_rate,
    max(CASE WHEN method = 'jpeg' AND metric = 'peakSignalToNoiseRatio' THEN mean END) AS jpeg,
    max(CASE WHEN method = 'model' AND metric = 'bitsPerPixel' THEN mean END) AS model_rate,
    max(CASE WHEN method = 'model' AND metric = 'peakSignalToNoiseRatio' THEN mean END) AS model,
    dataset
FROM measured WHERE method IS NOT NULL GROUP BY images, class ORDER BY images, class;
