-- What it shows: every claim with its verdict, under a short name: table_claims.
-- Unit, definition: see the views named.
CREATE VIEW t0 AS
SELECT * FROM table_claims;
