-- What it shows: what the five papers leave open: how it is settled here, on whose word, and what another answer would give.
-- Unit: in the texts. Definition: the rows of the views table_<paper>_unsettled, which are shown in the papers' own sections with what settles them in
-- particular. source = paper (its own text), our reading (of a text that contradicts itself or is silent), authors' code, nearest public code,
-- cited work, common default, search (validation images decide), our choice, or nothing; sensitivity is of the paper's own metric over the arms that measure it, “not measured” where none does.
CREATE VIEW table_unsettled AS
WITH entry AS (
    SELECT 1 AS rank, 'Patel et al.' AS paper, * FROM table_patel_unsettled
    UNION ALL SELECT 2, 'Wani and Selvam', * FROM table_wani_unsettled
    UNION ALL SELECT 3, 'Ercan', * FROM table_ercan_unsettled
    UNION ALL SELECT 4, 'Feng', * FROM table_feng_unsettled
    UNION ALL SELECT 5, 'D''Cunha et al.', * FROM table_dcunha_unsettled)
SELECT paper, open, source, answer, coalesce(sensitivity, 'not measured') AS sensitivity, dataset FROM entry ORDER BY rank, position;
