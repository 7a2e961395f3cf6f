-- What it shows: the columns of a contact sheet: which image each is, and why. Unit: none; image counts from 0 in the test set.
-- Definition: class-median = the image whose error by principal components is its class's median; worst-decile = of the tenth of all images
-- with the largest such errors, evenly drawn, rising.
CREATE VIEW figure_pictures_images AS
SELECT
    axis.value AS images, measurement.step AS place, CAST(measurement.value AS INTEGER) AS image, measurement.class,
    measurement.subject AS choice, measurement.dataset
FROM measurement
JOIN axis ON axis.stage = measurement.stage AND axis.name = 'set'
WHERE paper = 'pictures' AND metric = 'imageIndex'
ORDER BY images, place;
