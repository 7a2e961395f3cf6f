-- What it shows: every row of the papers' tables of claims, its verdict put into the words of the register experiments/claims.yaml.
-- Unit: in the text. Definition: measured = what was found ± the half-width of its 95 % confidence interval, behind what the authors' way
-- gives, to the second digit of that half-width; without one to four digits or to the unit, unless four decimals say it all; replayed ones
-- to six, as printed ones are compared with; of dcunha that on the crops. n = replicates, NULL where no training has a part in it. holds =
-- reproduced; holds by a formula, or by counting units, alone = reproduced only with their metric; refuted and not reproduced =
-- contradicted; contradicted by its own source and undecided are the same words; what holds in part, or depends on conditions that the
-- paper does not name = undecided. NULL where a training diverged or nothing was measured, and for aims of ours, which stand among the
-- claims of dcunha.
CREATE VIEW claim_verdict AS
WITH
    said AS (
        SELECT 'patel' AS paper, claim, accounting, verdict AS words, NULL AS replayed, NULL AS replayed_half_width,
            CASE WHEN verdict = 'contradicted by its own source' THEN coalesce(correct, by_count) ELSE correct END AS number,
            correct_half_width AS half_width, correct_n AS n, unit
        FROM table_patel_claims
        UNION ALL
        SELECT 'wani', claim, accounting, verdict, CASE WHEN correct IS NOT NULL THEN replayed END,
            CASE WHEN correct IS NOT NULL THEN replayed_half_width END, coalesce(correct, replayed),
            CASE WHEN correct IS NULL THEN replayed_half_width ELSE correct_half_width END, coalesce(correct_n, replayed_n), unit
        FROM table_wani_claims
        UNION ALL
        SELECT 'ercan', claim, accounting, verdict, replayed, replayed_half_width, correct, correct_half_width,
            coalesce(correct_n, replayed_n), unit
        FROM table_ercan_claims
        UNION ALL
        SELECT 'feng', claim, accounting, verdict, NULL, NULL, measured, measured_half_width, n, unit FROM table_feng_claims
        UNION ALL
        SELECT 'dcunha', claim, accounting, verdict, NULL, NULL, crops, NULL, crops_n, unit FROM table_dcunha_claims),
    rounded AS (
        SELECT *,
            min(10, max(0, 1 - CAST(substr(printf('%.1e', replayed_half_width), -3) AS INTEGER))) AS replayed_decimals,
            min(10, max(0, 1 - CAST(substr(printf('%.1e', half_width), -3) AS INTEGER))) AS decimals
        FROM said),
    found AS (
        SELECT *,
            CASE
                WHEN replayed IS NULL THEN ''
                WHEN replayed_half_width IS NULL THEN printf('%.6g their way, ', replayed)
                WHEN replayed_half_width = 0 THEN printf('%.6g ± 0 their way, ', replayed)
                ELSE printf('%.*f ± %.*f their way, ', replayed_decimals, replayed, replayed_decimals, replayed_half_width) END
            || CASE
                WHEN typeof(number) = 'text' THEN number
                WHEN half_width > 0 THEN printf('%.*f ± %.*f', decimals, number, decimals, half_width)
                WHEN number = round(number, 4) THEN printf('%.10g', number)
                WHEN abs(number) >= 1000 THEN printf('%.0f', number)
                ELSE printf('%.4g', number) END
            || CASE WHEN half_width = 0 THEN ' ± 0' ELSE '' END
            || CASE unit WHEN 'ratio' THEN '' ELSE ' ' || unit END AS text
        FROM rounded)
SELECT
    paper, claim, accounting, CASE WHEN number IS NOT NULL THEN text END AS measured, n, words,
    CASE
        WHEN number IS NULL THEN NULL
        WHEN words = 'holds' THEN 'reproduced'
        WHEN words LIKE 'holds only by % formula' OR words = 'holds by count only' THEN 'reproduced only with their metric'
        WHEN words IN ('refuted', 'not reproduced') THEN 'contradicted'
        WHEN words IN ('contradicted by its own source', 'undecided') THEN words
        WHEN words IN ('holds in part', 'holds on the first images', 'depends on the conditions') THEN 'undecided'
        WHEN words = 'no number printed' THEN 'not testable' END AS verdict
FROM found;
