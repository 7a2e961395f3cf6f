-- What it shows: the averaged measurements of the paper ercan with the recipe and the code width that they belong to.
-- Unit: in the column unit. Definition: see cell and ercan_configuration.
CREATE VIEW ercan_cell AS
SELECT cell.*, recipe, code, network
FROM cell JOIN ercan_configuration USING (configuration)
WHERE cell.paper = 'ercan';
