-- What it shows: the measurements of real files over all images, with the axes of the stage that they belong to. A subject such as 3/rans is
-- parted into the quantizer, counted from 0, and the coder. Unit: in the column unit. Definition: see cell and coding_axis.
CREATE VIEW coding_cell AS
SELECT
    cell.*, axes.*,
    CASE WHEN instr(subject, '/') > 0 THEN substr(subject, 1, instr(subject, '/') - 1) ELSE subject END AS item,
    CASE WHEN instr(subject, '/') > 0 THEN substr(subject, instr(subject, '/') + 1) END AS coder
FROM cell JOIN coding_axis AS axes ON axes.of = cell.configuration
WHERE cell.paper = 'coding' AND cell.class IS NULL;
