-- What it shows: differences between methods that the papers print, ours, and how far two trainings lie apart that differ in nothing but the
-- seed, for the figure seed-spread.
-- Unit: ercan mean squared error of training minibatches; feng points of per cent on the first test images, the example's classifier; wani
-- bits of Figure 8, the decimal point of DDCAE moved as printed, and mean / deviation of Figure 10, both means over the digits.
-- Definition: first less second; ours = difference of means ± half-width of its 95 % confidence interval (feng: mean of the differences of
-- one classifier's answers; wani: the second, without a codec, has no spread); seeds = what the difference of two trainings of one method
-- stays within with probability 95 %, t · √2 · s, s pooled over the methods that are trained. n = trainings of each method.
CREATE VIEW figure_seed_spread AS
WITH
    error AS (
        SELECT cell.dataset, trained.subject, width.value AS printed_width, cell.mean, cell.standard_deviation AS s, cell.n, printed.value AS printed
        FROM printed
        JOIN printed AS trained ON trained.paper = 'ercan' AND trained.item = 'trained-width' AND trained.subject = printed.subject
        JOIN printed AS width ON width.paper = 'ercan' AND width.item = 'table-2-width' AND width.subject = printed.subject
        JOIN ercan_last_epoch AS last ON last.recipe = 'paper' AND last.code = trained.value
        JOIN cell ON cell.configuration = last.configuration AND cell.metric = 'meanSquaredError' AND cell.subject = 'epoch-mean'
            AND cell.split = 'train' AND cell.step = last.epoch
        WHERE printed.paper = 'ercan' AND printed.item = 'table-2' AND printed.step IS NULL AND last.configuration LIKE 'ercan/train[%'),
    accuracy AS (
        SELECT feng_cell.dataset, feng_cell.images, subject AS method, 100 * standard_deviation AS s, n
        FROM feng_cell WHERE task = 'classify' AND metric = 'accuracy' AND classifier = 'example' AND class IS NULL AND step IS NULL
            AND images = (SELECT min(images) FROM feng_cell WHERE task = 'classify' AND metric = 'accuracy')),
    pixel AS (
        SELECT item, dataset, avg(difference) AS printed, avg(replayed) AS ours
        FROM (
            SELECT own.figure AS item, own.dataset, CAST(own.printed AS REAL) - CAST(other.printed AS REAL) AS difference,
                own.replayed - other.replayed AS replayed
            FROM table_wani_forensics AS own
            JOIN table_wani_forensics AS other ON other.figure = own.figure AND other.digit = own.digit AND other."row" = 'JPEG'
            WHERE own."row" = 'DDCAE' AND own.figure <> 'Figure 9')
        GROUP BY item, dataset),
    network AS (
        SELECT dataset, CASE metric WHEN 'shiftedPixelEntropy' THEN 'Figure 8' ELSE 'Figure 10' END AS item, standard_deviation AS s, n,
            half_width_95 AS half_width
        FROM wani_cell WHERE task = 'forensics' AND subject = 'network-float32' AND class IS NULL AND step IS NULL
            AND metric IN ('shiftedPixelEntropy', 'meanOverDeviation')),
    pair AS (
        SELECT 'ercan' AS panel, CAST(a.printed_width AS INTEGER) || ' − ' || CAST(b.printed_width AS INTEGER) || ' units' AS label,
            a.printed - b.printed AS printed, a.mean - b.mean AS ours, sqrt((a.s * a.s + b.s * b.s) / 2) AS s, a.n, a.n + b.n - 2 AS degrees,
            NULL AS half_width, a.dataset, -a.printed_width * 1000 - b.printed_width AS position
        FROM error AS a JOIN error AS b ON b.dataset = a.dataset AND b.printed_width < a.printed_width
        UNION ALL
        SELECT 'feng', own.name || ' − ' || other.name, first.value - second.value, compared.difference, sqrt((a.s * a.s + b.s * b.s) / 2),
            a.n, a.n + b.n - 2, compared.difference_half_width, compared.dataset, own.position * 10 + other.position
        FROM feng_compared AS compared
        JOIN accuracy AS a ON a.dataset = compared.dataset AND a.images = compared.images AND a.method = compared.first
        JOIN accuracy AS b ON b.dataset = compared.dataset AND b.images = compared.images AND b.method = compared.second
        JOIN feng_method AS own ON own.dataset = compared.dataset AND own.method = compared.first
        JOIN feng_method AS other ON other.dataset = compared.dataset AND other.method = compared.second AND other.position > own.position
        JOIN printed AS first ON first.paper = 'feng' AND first.item = 'table-3-accuracy' AND first.subject = compared.first
        JOIN printed AS second ON second.paper = 'feng' AND second.item = 'table-3-accuracy' AND second.subject = compared.second
        WHERE compared.classifier = 'example'
        UNION ALL
        SELECT CASE item WHEN 'Figure 8' THEN 'wani-entropy' ELSE 'wani-ratio' END, 'DDCAE − JPEG', printed, ours, s, n, n - 1, half_width,
            dataset, 0
        FROM pixel JOIN network USING (item, dataset)),
    judged AS (
        SELECT pair.*, (SELECT quantile975 FROM student_t WHERE student_t.degrees <= pair.degrees ORDER BY student_t.degrees DESC LIMIT 1) AS t FROM pair)
SELECT
    panel, label, row_number() OVER (PARTITION BY dataset, panel ORDER BY position) AS position, printed, ours,
    coalesce(half_width, t * s * sqrt(2.0 / n)) AS half_width, t * s * sqrt(2) AS seeds, n, dataset
FROM judged ORDER BY panel, position;
