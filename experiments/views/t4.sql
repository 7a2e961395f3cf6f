-- What it shows: what each model costs beside its files, and from how many images on it has paid for itself: table_coding_costs beside
-- table_coding_break_even.
-- Unit, definition: see the views named.
CREATE VIEW t4 AS
SELECT costs.*, as_text, raw, raw_eight, gzip, jpeg, jpeg_packed
FROM table_coding_costs AS costs JOIN table_coding_break_even AS break_even ON break_even.model = costs.model AND break_even.dataset = costs.dataset;
