-- What it shows: what the paper dcunha claims in words, as it prints no number: measured here, with a verdict.
-- Unit: in the column unit. Definition: crops are crops of test photographs in colour, colour and luma are LIVE1; the ablation is measured
-- on crops alone; as chosen: see dcunha_quality. Tolerances: less than 0.1 dB counts as no gain and no loss; a saving of bits counts from 5
-- %; a training is faster when it needs less than 90 % of the steps. Our aim is 1 dB at quality 10. Each number says yes, no, or neither:
-- holds = yes on all photographs measured, holds in part = yes on some (or at some qualities, where they are counted), refuted = no on all,
-- undecided = otherwise. That one network handles all its qualities no single training refutes. A training that is held against another is undecided with fewer than two seeds of both. Without
-- a number there is no verdict. Bits saved: those by which a JPEG file of the restored photographs' PSNR would be larger, interpolated
-- linearly between the qualities measured. Steps: to the first epoch whose training error is at most the other arm's last one, in percent
-- of that arm's steps.
CREATE VIEW table_dcunha_claims AS
WITH
    quality AS (SELECT * FROM dcunha_quality WHERE photographs IS NOT NULL),
    saved AS (
        SELECT file.dataset, file.photographs, file.n, 100 * (1 - file.bits_per_pixel
            / (below.bits_per_pixel + (above.bits_per_pixel - below.bits_per_pixel)
                * (file.restored_psnr - below.jpeg_psnr) / nullif(above.jpeg_psnr - below.jpeg_psnr, 0))) AS percent
        FROM quality AS file
        JOIN quality AS below ON below.dataset = file.dataset AND below.photographs = file.photographs
            AND below.quality = (SELECT max(quality) FROM quality AS lower WHERE lower.dataset = file.dataset
                AND lower.photographs = file.photographs AND lower.jpeg_psnr <= file.restored_psnr)
        JOIN quality AS above ON above.dataset = file.dataset AND above.photographs = file.photographs
            AND above.quality = (SELECT min(quality) FROM quality AS higher WHERE higher.dataset = file.dataset
                AND higher.photographs = file.photographs AND higher.jpeg_psnr > file.restored_psnr)
        WHERE file.quality = 10),
    gaining AS (
        SELECT dataset, photographs, is_trained, sum(gain >= 0.1) AS qualities, count(gain) AS measured, min(n) AS n
        FROM quality GROUP BY dataset, photographs, is_trained),
    pair(position, mine, other) AS (
        VALUES
            (400, 'residual-normalized', 'picture-normalized'), (401, 'residual', 'picture'),
            (402, 'residual-normalized', 'residual'), (403, 'picture-normalized', 'picture')),
    epoch AS (
        SELECT configuration, dataset, step, mean AS error FROM cell
        WHERE paper = 'dcunha' AND metric = 'meanSquaredError' AND subject = 'epoch-mean' AND split = 'train'),
    reached AS (
        SELECT pair.position, mine.dataset, other.steps, min(mine.n, other.n) AS n, (
            SELECT min(step) FROM epoch
            WHERE epoch.configuration = mine.configuration AND epoch.dataset = mine.dataset AND epoch.error <= other.error) AS step
        FROM pair JOIN dcunha_arm AS mine ON mine.arm = pair.mine
        JOIN dcunha_arm AS other ON other.arm = pair.other AND other.dataset = mine.dataset),
    given AS (
        SELECT quality AS position, photographs, gain AS number, n,
            CASE WHEN gain >= 0.1 THEN 1 WHEN gain <= -0.1 THEN -1 ELSE 0 END AS answer
        FROM quality WHERE is_trained
        UNION ALL
        SELECT CASE WHEN is_trained THEN 200 ELSE 201 END, photographs, qualities, n,
            CASE qualities WHEN measured THEN 1 WHEN 0 THEN -1 ELSE 0 END
        FROM gaining
        UNION ALL
        SELECT 300, photographs, percent, n, CASE WHEN percent >= 5 THEN 1 WHEN percent <= -5 THEN -1 ELSE 0 END FROM saved
        UNION ALL
        SELECT pair.position, 'crops', mine.gain - other.gain, min(mine.n, other.n),
            CASE WHEN mine.gain - other.gain >= 0.1 THEN 1 WHEN mine.gain - other.gain <= -0.1 THEN -1 ELSE 0 END
        FROM pair JOIN dcunha_quality AS mine ON mine.arm = pair.mine AND mine.quality = 10
        JOIN dcunha_quality AS other ON other.arm = pair.other AND other.quality = 10 AND other.dataset = mine.dataset
        UNION ALL
        SELECT position + 100, 'crops', CASE WHEN step IS NULL THEN 'not reached' ELSE 100.0 * step / steps END, n,
            CASE WHEN step IS NULL THEN -1 WHEN step < 0.9 * steps THEN 1 ELSE 0 END
        FROM reached
        UNION ALL
        SELECT 600, photographs, gain, n, CASE WHEN gain >= 1 THEN 1 ELSE -1 END FROM quality WHERE quality = 10
        UNION ALL
        SELECT 601, photographs, min(chosen_gain), min(n), CASE WHEN min(chosen_gain) >= 0 THEN 1 ELSE -1 END
        FROM quality WHERE quality >= 90 GROUP BY dataset, photographs
        UNION ALL
        SELECT 602, photographs, min(chosen_worst_gain), min(n), CASE WHEN min(chosen_worst_gain) >= 0 THEN 1 ELSE -1 END
        FROM quality WHERE quality >= 90 GROUP BY dataset, photographs),
    answer AS (SELECT position, photographs, number, n, CASE WHEN number IS NOT NULL THEN answer END AS answer FROM given),
    question(position, claim, accounting, unit, place) AS (
        SELECT step, 'the image is improved', 'gain over JPEG at quality ' || text, 'dB', 'Section III.B'
        FROM printed WHERE paper = 'dcunha' AND item = 'recipe' AND subject = 'quality'
        UNION ALL
        SELECT CASE WHEN is_trained THEN 200 ELSE 201 END,
            CASE WHEN is_trained THEN 'one network for all its qualities' ELSE 'the same for other qualities' END,
            CASE WHEN is_trained THEN 'qualities trained on that gain' ELSE 'qualities not trained on that gain' END,
            'of ' || max(measured), 'Section IV'
        FROM gaining GROUP BY is_trained
        UNION ALL
        VALUES
            (300, 'with good compression rate', 'bits saved at quality 10 against JPEG of equal PSNR', '%', 'Section III.B'),
            (400, 'residual learning boosts the performance', 'normalised: change of the gain at quality 10', 'dB', 'Section IV'),
            (401, 'residual learning boosts the performance', 'not normalised: change of the gain at quality 10', 'dB', 'Section IV'),
            (402, 'batch normalisation boosts the performance', 'artefact learnt: change of the gain at quality 10', 'dB', 'Section IV'),
            (403, 'batch normalisation boosts the performance', 'picture learnt: change of the gain at quality 10', 'dB', 'Section IV'),
            (500, 'residual learning speeds training', 'normalised: steps to the other’s last error', '% of steps', 'Section IV'),
            (501, 'residual learning speeds training', 'not normalised: steps to the other’s last error', '% of steps', 'Section IV'),
            (502, 'batch normalisation speeds training', 'artefact learnt: steps to the other’s last error', '% of steps', 'Section IV'),
            (503, 'batch normalisation speeds training', 'picture learnt: steps to the other’s last error', '% of steps', 'Section IV'),
            (600, 'our aim: at least 1 dB', 'gain over JPEG at quality 10', 'dB', 'not in the paper'),
            (601, 'our aim: no harm in the mean', 'least mean gain at qualities 90 and 100, as chosen', 'dB', 'not in the paper'),
            (602, 'our aim: no harm to any photograph', 'worst photograph’s gain at 90 and 100, as chosen', 'dB', 'not in the paper'))
SELECT
    claim, accounting,
    max(CASE photographs WHEN 'crops' THEN number END) AS crops, max(CASE photographs WHEN 'crops' THEN n END) AS crops_n,
    max(CASE photographs WHEN 'colour' THEN number END) AS colour, max(CASE photographs WHEN 'colour' THEN n END) AS colour_n,
    max(CASE photographs WHEN 'luma' THEN number END) AS luma, max(CASE photographs WHEN 'luma' THEN n END) AS luma_n,
    unit,
    CASE
        WHEN count(answer) = 0 THEN NULL
        WHEN position BETWEEN 400 AND 599 AND min(n) < 2 THEN 'undecided'
        WHEN position >= 600 THEN CASE WHEN min(answer) = 1 THEN 'reached' WHEN max(answer) = 1 THEN 'reached in part' ELSE 'missed' END
        WHEN min(answer) = 1 THEN 'holds'
        WHEN max(answer) = 1 OR position IN (200, 201) AND max(answer) = 0 THEN 'holds in part'
        WHEN max(answer) = -1 THEN CASE WHEN position = 200 AND min(n) < 2 THEN 'undecided' ELSE 'refuted' END
        ELSE 'undecided' END AS verdict,
    place, (SELECT replace(group_concat(DISTINCT dataset), ',', ', ') FROM quality) AS dataset
FROM question JOIN answer USING (position)
GROUP BY position
ORDER BY position;
