-- What it shows: how much rate a codec saves against another at equal quality, of each comparison of curves.
-- Unit: percent of the anchor's rate, negative is less; dB. Definition: Bjøntegaard's averages by monotone cubics (pchip) of the logarithm
-- of the rate; akima: the same by Akima's; from and to: the qualities that both reach; quality = over the rates that both take.
CREATE VIEW coding_saving AS
WITH
    parted AS (
        SELECT
            task, model, dataset, images, metric, mean,
            substr(subject, 1, instr(subject, '/') - 1) AS codec,
            substr(substr(subject, instr(subject, '/') + 1), 1, instr(substr(subject, instr(subject, '/') + 1), '/') - 1) AS anchor,
            substr(substr(subject, instr(subject, '/') + 1), instr(substr(subject, instr(subject, '/') + 1), '/') + 1) AS slopes
        FROM coding_cell WHERE task LIKE 'compare%')
SELECT
    task, model, images, codec, anchor,
    max(CASE WHEN slopes = 'pchip' AND metric = 'rateDifference' THEN 100 * mean END) AS rate,
    max(CASE WHEN slopes = 'akima' AND metric = 'rateDifference' THEN 100 * mean END) AS akima,
    max(CASE WHEN slopes = 'pchip' AND metric = 'qualityDifference' THEN mean END) AS quality,
    max(CASE WHEN slopes = 'pchip' AND metric = 'commonFrom' THEN mean END) AS from_decibels,
    max(CASE WHEN slopes = 'pchip' AND metric = 'commonTo' THEN mean END) AS to_decibels,
    dataset
FROM parted GROUP BY task, dataset, model, images, codec, anchor;
