import GRDB
import Measurements

/// The table `cell`: every measurement averaged over its replicates, one row for each configuration, metric, subject, split, class and
/// step. All views of the report rest on it, which is why it is stored: the whole report then takes milliseconds.
///
/// `n` replicates, of which `diverged` gave no number; where one diverged there is no mean. The 95 % confidence interval of the mean is
/// `mean ± half_width_95`, with half_width_95 = t(n - 1) · standard_deviation / √n; from one replicate there is
/// none, nor where one is infinite. The squares are summed around the mean, as sums of raw squares lose all digits when replicates lie
/// close together.
///
/// The sums are made here rather than in SQL, in the order of the measurements: SQLite sums in another way from version to version, and
/// sorts all rows twice, which takes more than twice as long.
struct AveragedCells {
    private struct Cell {
        /// A measurement whose stage is its configuration, without value.
        let key: Measurement
        let task: String
        let unit: String
        var values: [Double]
    }

    /// In the order of their first measurements.
    private var cells: [Cell] = []
    private var positions: [Measurement: Int] = [:]

    mutating func add(_ measurement: Measurement, of stage: StageName) {
        var key = measurement.key
        key.stage = stage.configuration
        let position = positions[key, default: cells.count]
        if position == cells.count {
            positions[key] = position
            cells.append(Cell(key: key, task: stage.task, unit: measurement.unit, values: [measurement.value]))
        } else {
            cells[position].values.append(measurement.value)
        }
    }

    /// Fills the table.
    func insert(into database: Database) throws {
        let insertion = try RowInsertion(into: "cell", columns: database.columns(in: "cell").map(\.name), of: database)
        for cell in cells {
            let key = cell.key
            let average = Average(of: cell.values)
            try insertion.insert([
                key.paper.databaseValue, key.dataset.databaseValue, key.stage.databaseValue, cell.task.databaseValue,
                key.metric.databaseValue, key.subject.databaseValue, key.split?.rawValue.databaseValue ?? .null,
                key.class?.databaseValue ?? .null, key.step?.databaseValue ?? .null, cell.unit.databaseValue,
                cell.values.count.databaseValue, average.diverged.databaseValue,
                average.mean?.databaseValue ?? .null, average.standardDeviation?.databaseValue ?? .null,
                average.halfWidth95?.databaseValue ?? .null, average.minimum?.databaseValue ?? .null,
                average.maximum?.databaseValue ?? .null,
            ])
        }
    }
}

/// What replicates come to.
private struct Average {
    /// How many of the values are no numbers.
    let diverged: Int
    var mean: Double?
    var standardDeviation: Double?
    var halfWidth95: Double?
    var minimum: Double?
    var maximum: Double?

    init(of values: [Double]) {
        let numbers = values.filter { !$0.isNaN }
        diverged = values.count - numbers.count
        (minimum, maximum) = (numbers.min(), numbers.max())
        guard diverged == 0, !numbers.isEmpty else { return }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        self.mean = mean
        guard numbers.count > 1 else { return }
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let degrees = numbers.count - 1
        standardDeviation = (squares / Double(degrees)).squareRoot()
        halfWidth95 =
            StudentT.quantile975(degreesOfFreedom: degrees)
            * (squares / Double(degrees) / Double(numbers.count)).squareRoot()
    }
}
