-- What it shows: every claim of the five papers, what was found, and the verdict.
-- Unit: in the text. Definition: verdicts are computed by the queries of experiments/claims.yaml, whose head says what each means; n =
-- replicates behind the number, NULL where no training has a part in it.
CREATE VIEW table_claims AS
SELECT id, paper, claim, printed, place, verdict, coalesce(measured, reason) AS found, n, evidence FROM claims;
