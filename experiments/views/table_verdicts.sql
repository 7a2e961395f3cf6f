-- What it shows: what becomes of each paper's claims.
-- Unit: claims. Definition: one for each entry of experiments/claims.yaml, whose head says what each verdict means; components, which are
-- to be built rather than found out, are counted apart: built = those that could be built as they are specified.
CREATE VIEW table_verdicts AS
SELECT
    CASE paper WHEN 'patel' THEN 'Patel et al.' WHEN 'wani' THEN 'Wani and Selvam' WHEN 'ercan' THEN 'Ercan' WHEN 'feng' THEN 'Feng'
        ELSE 'D''Cunha et al.' END AS paper,
    sum(NOT component) AS claims,
    sum(NOT component AND verdict = 'reproduced') AS reproduced,
    sum(NOT component AND verdict = 'reproduced only with their metric') AS own_metric,
    sum(NOT component AND verdict = 'contradicted') AS contradicted,
    sum(NOT component AND verdict = 'contradicted by its own source') AS own_source,
    sum(NOT component AND verdict = 'undecided') AS undecided,
    sum(NOT component AND verdict = 'not testable') AS not_testable,
    sum(component) AS components, sum(component AND verdict = 'reproduced') AS built
FROM claims GROUP BY claims.paper ORDER BY min(id);
