-- What it shows: what training and use cost, under a short name: table_time.
-- Unit, definition: see the views named.
CREATE VIEW t13 AS
SELECT * FROM table_time;
