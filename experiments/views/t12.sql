-- What it shows: digits and garments one by one, under a short name: table_coding_classes; by paper they are in table_wani_classes,
-- table_ercan_classes and table_feng_classes.
-- Unit, definition: see the views named.
CREATE VIEW t12 AS
SELECT * FROM table_coding_classes;
