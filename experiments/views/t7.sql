-- What it shows: the control of Feng's confounds, one arm a row, of which table_feng_control and table_feng_effects are made.
-- Unit, definition: see the views named.
CREATE VIEW t7 AS
SELECT * FROM feng_control_arm;
