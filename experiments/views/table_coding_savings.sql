-- What it shows: how much rate each codec saves against four others at equal quality, averaged over the qualities that both reach
-- (Bjøntegaard). Unit: percent of the anchor's rate, negative is less; dB. Definition: by monotone cubics (pchip) of the logarithm of the
-- rate; akima: the same by Akima's; from and to: the qualities that both reach; pairs
-- without such are left out. quality = over the rates that both take, empty where there are none.
CREATE VIEW table_coding_savings AS
WITH
    parted AS (
        SELECT
            dataset, images, metric, mean,
            substr(subject, 1, instr(subject, '/') - 1) AS codec,
            substr(substr(subject, instr(subject, '/') + 1), 1, instr(substr(subject, instr(subject, '/') + 1), '/') - 1) AS anchor,
            substr(substr(subject, instr(subject, '/') + 1), instr(substr(subject, instr(subject, '/') + 1), '/') + 1) AS slopes
        FROM coding_cell WHERE task = 'compare')
SELECT
    images, codec, anchor,
    max(CASE WHEN slopes = 'pchip' AND metric = 'rateDifference' THEN 100 * mean END) AS rate,
    max(CASE WHEN slopes = 'akima' AND metric = 'rateDifference' THEN 100 * mean END) AS akima,
    max(CASE WHEN slopes = 'pchip' AND metric = 'qualityDifference' THEN mean END) AS quality,
    max(CASE WHEN slopes = 'pchip' AND metric = 'commonFrom' THEN mean END) AS from_decibels,
    max(CASE WHEN slopes = 'pchip' AND metric = 'commonTo' THEN mean END) AS to_decibels,
    dataset
FROM parted GROUP BY dataset, images, codec, anchor ORDER BY images, anchor, rate;
