-- What it shows: differences between methods that the papers print, ours, and how far one training of each would lie apart if the methods were
-- equal, for the figure seed-spread.
-- Unit: ercan mean squared error of training minibatches; feng points of per cent on the first test images, the example's classifier; wani
-- bits of Figure 8, the decimal point of DDCAE moved as printed, and mean / deviation of Figure 10, both means over the digits.
-- Definition: first less second, of n trainings each with standard deviations s and other_s; ours = difference of means ± half-width of its
-- 95 % confidence interval, t · √((s² + other_s²) / n) (feng: mean of the differences of one classifier's answers, Student's t over them);
-- seeds = what the difference of one training of each stays within with probability 95 % if the methods are equal, t · √(s² + other_s²).
-- t has Welch and Satterthwaite's degrees of freedom, (v + w)² / (v² / (n − 1) + w² / (n − 1)) for v = s² / n and w of the other, rounded down,
-- as the deviations of two methods differ manifold. wani: the second, a codec, is the same each time: other_s = 0. Differences of printed
-- numbers are as rounded as these.
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
            a.printed - b.printed AS printed, a.mean - b.mean AS ours, a.s, b.s AS other_s, a.n, b.n AS other_n,
            NULL AS half_width, a.dataset, -a.printed_width * 1000 - b.printed_width AS position
        FROM error AS a JOIN error AS b ON b.dataset = a.dataset AND b.printed_width < a.printed_width
        UNION ALL
        SELECT 'feng', own.name || ' − ' || other.name, first.value - second.value, compared.difference, a.s, b.s, a.n, b.n,
            compared.difference_half_width, compared.dataset, own.position * 10 + other.position
        FROM feng_compared AS compared
        JOIN accuracy AS a ON a.dataset = compared.dataset AND a.images = compared.images AND a.method = compared.first
        JOIN accuracy AS b ON b.dataset = compared.dataset AND b.images = compared.images AND b.method = compared.second
        JOIN feng_method AS own ON own.dataset = compared.dataset AND own.method = compared.first
        JOIN feng_method AS other ON other.dataset = compared.dataset AND other.method = compared.second AND other.position > own.position
        JOIN printed AS first ON first.paper = 'feng' AND first.item = 'table-3-accuracy' AND first.subject = compared.first
        JOIN printed AS second ON second.paper = 'feng' AND second.item = 'table-3-accuracy' AND second.subject = compared.second
        WHERE compared.classifier = 'example'
        UNION ALL
        SELECT CASE item WHEN 'Figure 8' THEN 'wani-entropy' ELSE 'wani-ratio' END, 'DDCAE − JPEG', printed, ours, s, 0, n, n, half_width,
            dataset, 0
        FROM pixel JOIN network USING (item, dataset)),
    part AS (SELECT *, s * s / n AS v, other_s * other_s / other_n AS w FROM pair),
    judged AS (
        SELECT part.*, (
            SELECT quantile975 FROM student_t
            WHERE student_t.degrees <= (v + w) * (v + w) / (v * v / (n - 1) + w * w / (other_n - 1)) + 1e-9
            ORDER BY student_t.degrees DESC LIMIT 1) AS t
        FROM part)
SELECT
    panel, label, row_number() OVER (PARTITION BY dataset, panel ORDER BY position) AS position, printed, ours,
    coalesce(half_width, t * sqrt(v + w)) AS half_width, t * sqrt(s * s + other_s * other_s) AS seeds, n, dataset
FROM judged ORDER BY panel, position;
