-- What it shows: under which equal conditions the paper feng's CNN is surely the best of the three networks, or surely not.
-- Unit: none. Definition: of each row of table_feng_control, surely_best = its error is below that of the best other one by more than the
-- greatest spread of feng_seeds, surely_not = above it by as much; 0 where not, NULL where an error was not measured.
CREATE VIEW feng_control_cnn AS
SELECT
    optimizer, code, images, cnn_error * (1 + coalesce(spread, 0)) < min(ann_error, shared_error) AS surely_best,
    cnn_error > min(ann_error, shared_error) * (1 + coalesce(spread, 0)) AS surely_not, dataset
FROM table_feng_control LEFT JOIN (SELECT dataset, max(spread) AS spread FROM feng_seeds GROUP BY dataset) USING (dataset);
