-- What it shows: decoders in fewer bytes, under a short name: table_coding_shrunk; pruning of Feng's networks in place is table_feng_prune.
-- Unit, definition: see the views named.
CREATE VIEW t10 AS
SELECT * FROM table_coding_shrunk;
