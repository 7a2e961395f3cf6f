-- What it shows: what the papers leave open, under a short name: table_unsettled.
-- Unit, definition: see the views named.
CREATE VIEW t14 AS
SELECT * FROM table_unsettled;
