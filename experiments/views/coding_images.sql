-- What it shows: which images a data set is of. Unit: none. Definition: garments, or digits, drawn ones too.
CREATE VIEW coding_images AS
SELECT DISTINCT
    dataset, CASE WHEN dataset IN ('fashion-mnist', 'synthetic-garments') THEN 'garments' ELSE 'digits' END AS images
FROM measurement WHERE paper = 'coding';
