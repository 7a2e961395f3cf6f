-- What it shows: the numbers of the figures 8, 9 and 10 of the paper wani as printed, replayed by the notebook's formula, and of what the words
-- mean, for the figure wani-forensics.
-- Unit: Figure 8 bits, Figure 9 bits per pixel, Figure 10 mean / deviation and, in the column correct, dB. Definition: see
-- table_wani_forensics; the row JPEG 2000, which is printed equal to JPEG, is left out. digit = all where no digit is named.
CREATE VIEW figure_wani_forensics AS
SELECT figure, "row" AS method, digit, CAST(printed AS REAL) AS printed, replayed, correct, dataset
FROM table_wani_forensics WHERE "row" <> 'JPEG 2000'
ORDER BY dataset, figure, method, digit;
