import GRDB

/// The table `cell`: every measurement averaged over its replicates, one row for each configuration, metric, subject, split, class and
/// step. All views of the report rest on it, which is why it is stored: the whole report then takes milliseconds.
///
/// `n` replicates, of which `diverged` gave no number; where one diverged there is no mean. The 95 % confidence interval of the mean is
/// `mean ± half_width_95`, with half_width_95 = t(n - 1) · standard_deviation / √n; from one replicate there is none.
/// The squares are summed around the mean, as sums of raw squares lose all digits when replicates lie close together.
enum AveragedCells {
    static func insert(into database: Database) throws {
        try database.execute(sql: averages)
    }

    private static let averages = """
        INSERT INTO cell
        SELECT
            paper, dataset, configuration, task, metric, subject, split, class, step, unit, n, n - numbers,
            CASE WHEN n = numbers THEN average END,
            CASE WHEN n = numbers AND n > 1 THEN sqrt(squares / (n - 1)) END,
            CASE WHEN n = numbers AND n > 1 THEN
                (SELECT quantile975 FROM student_t WHERE degrees <= n - 1 ORDER BY degrees DESC LIMIT 1)
                * sqrt(squares / (n - 1) / n) END,
            minimum, maximum
        FROM (
            SELECT
                paper, dataset, configuration, task, metric, subject, split, class, step, unit,
                count(*) AS n, count(value) AS numbers, average,
                sum((value - average) * (value - average)) AS squares, min(value) AS minimum, max(value) AS maximum
            FROM (
                SELECT
                    measurement.paper, dataset, configuration, task, metric, subject, split, class, step, unit, value,
                    avg(value) OVER (PARTITION BY
                        measurement.paper, dataset, configuration, metric, subject, split, class, step, unit) AS average
                FROM measurement JOIN stage ON stage.name = measurement.stage)
            GROUP BY paper, dataset, configuration, metric, subject, split, class, step, unit)
        """
}
