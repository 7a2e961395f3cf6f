-- What it shows: some test images as points of the planes of figure_code_planes. Unit: as there. Definition: the first test images.
CREATE VIEW figure_code_points AS
SELECT axis.value AS code, x.subject AS method, x.class, x.step AS image, x.value AS x, y.value AS y, x.dataset
FROM measurement AS x
JOIN axis ON axis.stage = x.stage AND axis.name = 'code'
JOIN measurement AS y ON y.stage = x.stage AND y.subject = x.subject AND y.metric = 'y' AND y.step = x.step
WHERE x.paper = 'pictures' AND x.metric = 'x'
ORDER BY code, method, image;
