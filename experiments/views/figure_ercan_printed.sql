-- What it shows: the points of Table 2 of the paper ercan, where they are printed and where they belong.
-- Unit: code units; epochs; the error is what the table prints, which is a mean squared error. epoch is empty for the column Test.
CREATE VIEW figure_ercan_printed AS
SELECT
    width.value AS printed_width, trained.value AS trained_width, printed.step AS epoch, printed.value AS error,
    width.value <> trained.value AS moved
FROM printed
JOIN printed AS width ON width.paper = 'ercan' AND width.item = 'table-2-width' AND width.subject = printed.subject
JOIN printed AS trained ON trained.paper = 'ercan' AND trained.item = 'trained-width' AND trained.subject = printed.subject
WHERE printed.paper = 'ercan' AND printed.item = 'table-2'
ORDER BY printed_width, epoch;
