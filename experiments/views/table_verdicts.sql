-- What it shows: for each paper how many of its claims hold, by the verdicts of its table of claims.
-- Unit: claims. Definition: in_part = under some of the conditions measured; own_formula = only by the authors' formula or by counting
-- units; fails = refuted, not reproduced, or contradicted by the paper's own network; undecided = the rest: within the spread of
-- seeds, or nothing printed to hold it against. Aims of ours, which stand among the claims of dcunha, are left out.
CREATE VIEW table_verdicts AS
WITH
    verdict AS (
        SELECT 1 AS position, 'Patel et al.' AS paper, verdict, dataset FROM table_patel_claims
        UNION ALL SELECT 2, 'Wani and Selvam', verdict, dataset FROM table_wani_claims
        UNION ALL SELECT 3, 'Ercan', verdict, dataset FROM table_ercan_claims
        UNION ALL SELECT 4, 'Feng', verdict, dataset FROM table_feng_claims
        UNION ALL SELECT 5, 'D''Cunha et al.', verdict, dataset FROM table_dcunha_claims),
    sorted AS (
        SELECT position, paper, dataset, CASE
                WHEN verdict LIKE 'holds only%' OR verdict = 'holds by count only' THEN 'own formula'
                WHEN verdict IN ('holds in part', 'holds on the first images', 'depends on the conditions') THEN 'in part'
                WHEN verdict LIKE 'holds%' THEN 'holds'
                WHEN verdict IN ('refuted', 'not reproduced') OR verdict LIKE 'contradicted%' THEN 'fails'
                ELSE 'undecided' END AS kind
        FROM verdict WHERE verdict NOT LIKE '%reached%' AND verdict <> 'missed')
SELECT
    paper, count(*) AS claims, sum(kind = 'holds') AS holds, sum(kind = 'in part') AS in_part, sum(kind = 'own formula') AS own_formula,
    sum(kind = 'fails') AS fails, sum(kind = 'undecided') AS undecided, min(dataset) AS dataset
FROM sorted GROUP BY position, paper ORDER BY position;
