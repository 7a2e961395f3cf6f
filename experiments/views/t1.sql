-- What it shows: the papers' networks as specified, under a short name: table_replication.
-- Unit, definition: see the views named.
CREATE VIEW t1 AS
SELECT * FROM table_replication;
