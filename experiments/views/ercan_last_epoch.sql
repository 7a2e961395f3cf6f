-- What it shows: the last epoch that each network of the paper ercan was trained for.
CREATE VIEW ercan_last_epoch AS
SELECT configuration, recipe, code, network, max(step) AS epoch
FROM measurement JOIN stage ON stage.name = measurement.stage JOIN ercan_configuration USING (configuration)
WHERE measurement.paper = 'ercan' AND metric = 'meanSquaredError' AND subject = 'epoch-mean' AND split = 'train'
GROUP BY configuration;
