-- What it shows: numbers as printed, replayed by the authors' own formula, and correct, with what becomes of each: the rows of table_wani_claims,
-- table_ercan_claims and table_wani_forensics.
-- Unit, definition: see the views named.
CREATE VIEW t2 AS
SELECT 'wani' AS paper, claim AS item, accounting, printed, replayed, replayed_half_width, replayed_n, correct, correct_half_width, correct_n,
    unit, verdict, dataset FROM table_wani_claims
UNION ALL
SELECT 'ercan', claim, accounting, printed, replayed, replayed_half_width, replayed_n, correct, correct_half_width, correct_n,
    unit, verdict, dataset FROM table_ercan_claims
UNION ALL
SELECT 'wani', figure || ', ' || "row" || ', digit ' || digit, 'the notebook''s formula', printed, replayed, replayed_half_width, replayed_n,
    correct, correct_half_width, correct_n, unit, 'replayed: ' || agreement, dataset FROM table_wani_forensics;
