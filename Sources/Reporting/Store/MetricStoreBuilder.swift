import Files
import Foundation
import GRDB
import Measurements

/// Fills an empty database from the files that a metric store is an index of.
struct MetricStoreBuilder {
    let sources: MetricSources

    /// Creates the tables, fills them in one transaction, and creates the views.
    func build(in database: DatabaseQueue, path: String) throws {
        do {
            try MetricSchema.migrator.migrate(database)
            try database.write { database in
                let stages = try stages()
                try insert(stages: stages, into: database)
                try insertMeasurements(of: stages, into: database)
                try database.execute(sql: MetricSchema.indices)
                try insertRuns(into: database)
                try insertPrintedNumbers(into: database)
                try RecordedTimes.insert(sources.durations, of: "duration", numbers: [1], into: database)
                try RecordedTimes.insert(sources.codecTimes, of: "codec_time", numbers: [2, 3], into: database)
                let claims = try sources.claims.map(Claim.register) ?? []
                try ClaimTables.insert(claims, into: database)
                // The planner would otherwise guess how many rows a metric has.
                try database.execute(sql: "ANALYZE")
                database.endObservation()
                try createViews(claims, in: database)
            }
        } catch let error as DatabaseError {
            throw MetricStoreError.database(path: path, reason: error.reason)
        }
    }

    // MARK: Stages

    private func stages() throws -> [String: StageRecord] {
        var records: [String: StageRecord] = [:]
        if let lock = sources.lock {
            for record in try ResultsLock.read(lock) { records[record.name] = record }
        }
        for record in sources.stages { records[record.name] = record.completed(from: records) }
        return records
    }

    private func insert(stages: [String: StageRecord], into database: Database) throws {
        for (_, record) in stages.sorted(by: { $0.key < $1.key }) {
            try insert(StageName.read(record.name), kind: record.kind, fingerprint: record.fingerprint, into: database)
            for (name, value) in record.parameters.sorted(by: { $0.key < $1.key }) {
                try database.execute(
                    sql: "INSERT INTO parameter VALUES (?, ?, ?)", arguments: [record.name, name, value])
            }
            for input in record.inputs {
                try database.execute(
                    sql: "INSERT INTO input VALUES (?, ?, ?, ?)",
                    arguments: [record.name, input.name, input.artifact, input.digest])
            }
            for (name, digest) in record.outputs.sorted(by: { $0.key < $1.key }) {
                try database.execute(
                    sql: "INSERT INTO output VALUES (?, ?, ?)", arguments: [record.name, name, digest])
            }
        }
    }

    /// Adds a stage and its axes, unless it is there.
    private func insert(
        _ stage: StageName, kind: String? = nil, fingerprint: String? = nil, into database: Database
    ) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO stage VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                stage.name, stage.paper, stage.task, stage.configuration, stage.replicate, kind, fingerprint,
            ])
        guard database.changesCount == 1 else { return }
        for axis in stage.axes {
            try database.execute(
                sql: "INSERT INTO axis VALUES (?, ?, ?)", arguments: [stage.name, axis.name, axis.value])
        }
    }

    // MARK: Rows

    /// Fills the tables `measurement` and `cell`.
    private func insertMeasurements(of stages: [String: StageRecord], into database: Database) throws {
        let insertion = try RowInsertion(
            into: "measurement",
            columns: [
                "stage", "paper", "dataset", "split", "subject", "class", "metric", "step", "value", "unit",
                "replicate", "fingerprint",
            ], of: database)
        var cells = AveragedCells()
        var files: [String: URL] = [:]
        for url in sources.measurements {
            // A file's rows are sorted by stage: what is the same for all rows of a stage is made once.
            var current: (stage: StageName, replicate: DatabaseValue, fingerprint: DatabaseValue)?
            for row in try MeasurementFile.read(url) {
                if current?.stage.name != row.stage {
                    if let other = files.updateValue(url, forKey: row.stage), other != url {
                        throw MetricStoreError.stageInTwoFiles(row.stage, files: [other, url].map(\.lastPathComponent))
                    }
                    let stage = try StageName.read(row.stage)
                    try insert(stage, into: database)
                    current = (
                        stage, stage.replicate?.databaseValue ?? .null,
                        stages[row.stage]?.fingerprint?.databaseValue ?? .null
                    )
                }
                guard let current else { continue }
                try insertion.insert([
                    row.stage.databaseValue, row.paper.databaseValue, row.dataset.databaseValue,
                    row.split?.rawValue.databaseValue ?? .null, row.subject.databaseValue,
                    row.class?.databaseValue ?? .null, row.metric.databaseValue, row.step?.databaseValue ?? .null,
                    row.value.isNaN ? .null : row.value.databaseValue, row.unit.databaseValue, current.replicate,
                    current.fingerprint,
                ])
                cells.add(row, of: current.stage)
            }
        }
        try cells.insert(into: database)
    }

    private func insertRuns(into database: Database) throws {
        for run in sources.runs {
            try insert(StageName.read(run.stage), into: database)
            try database.execute(
                sql: "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    run.stage, run.fingerprint, run.started, run.wallSeconds, run.userSeconds, run.peakMemoryKiB,
                    run.processor,
                ])
        }
    }

    private func insertPrintedNumbers(into database: Database) throws {
        guard let url = sources.printed else { return }
        for number in try PrintedNumber.read(url) {
            try database.execute(
                sql: "INSERT INTO printed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    number.paper, number.item, number.subject, number.step, number.value, number.text, number.decimals,
                    number.unit, number.place, number.note,
                ])
        }
    }

    // MARK: Views

    private func createViews(_ claims: [Claim], in database: Database) throws {
        var files: [(name: String, file: String)] = []
        var views: Set<String> = []
        for url in sources.views.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
            let file = url.lastPathComponent
            let name = url.deletingPathExtension().lastPathComponent
            let content = try readFile(url)
            try explainingErrors(of: file) {
                try database.execute(sql: String(decoding: content, as: UTF8.self))
            }
            let created = try viewNames(in: database).filter { views.insert($0).inserted }.sorted()
            guard created == [name] else { throw MetricStoreError.viewNamedOtherwise(file: file, created: created) }
            files.append((name, file))
        }
        try ClaimTables.insertResults(of: claims, into: database)
        // SQLite looks at what a view asks for when it is used, so that their order does not matter; it is used here.
        for (name, file) in files {
            try explainingErrors(of: file) { _ = try database.makeStatement(sql: "SELECT * FROM \"\(name)\"") }
        }
    }

    private func viewNames(in database: Database) throws -> [String] {
        try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'view'")
    }

    private func explainingErrors(of file: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DatabaseError {
            throw MetricStoreError.view(file: file, reason: error.reason)
        }
    }
}
