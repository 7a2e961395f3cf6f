-- What it shows: the paper patel's network with one to four layers in its encoder, from machines and from Glorot's weights.
-- Unit: cross-entropy in nats per test pixel; ratio = from machines / from Glorot's weights.
-- Definition: the number of layers that the paper prints is its network as in the task train, mean over replicates, after as many epochs as
-- the other arms, which are one training each; machines_reach is its spread, see patel_epoch.
CREATE VIEW patel_depth AS
WITH
    arm AS (SELECT * FROM patel_variant WHERE arm LIKE 'depth-%'),
    layer AS (
        SELECT dataset, start, CAST(substr(arm, 7) AS INTEGER) AS layers, cross_entropy FROM arm
        UNION ALL
        SELECT DISTINCT dataset, start, CAST(printed.value AS INTEGER), paper_cross_entropy
        FROM arm JOIN printed ON printed.paper = 'patel' AND printed.item = 'network' AND printed.subject = 'machines')
SELECT
    machines.layers AS layers, machines.cross_entropy AS machines, glorot.cross_entropy AS glorot,
    machines.cross_entropy / glorot.cross_entropy AS ratio,
    (SELECT max(paper_reach) FROM arm WHERE arm.dataset = machines.dataset AND arm.start = 'machines') AS machines_reach,
    machines.dataset AS dataset
FROM layer AS machines LEFT JOIN layer AS glorot
    ON glorot.dataset = machines.dataset AND glorot.layers = machines.layers AND glorot.start = 'glorot'
WHERE machines.start = 'machines' AND machines.cross_entropy IS NOT NULL
ORDER BY machines.dataset, machines.layers;
