-- What it shows: the parts of D'Cunha's recipe and the nearest public code's, under a short name: table_dcunha_ablation.
-- Unit, definition: see the views named.
CREATE VIEW t9 AS
SELECT * FROM table_dcunha_ablation;
