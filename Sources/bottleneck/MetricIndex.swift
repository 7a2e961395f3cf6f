import Files
import Foundation
import Pipeline
import Reporting

/// The database of a profile, kept up to date with the files that it is an index of.
struct MetricIndex {
    private let opened: OpenWorkspace
    private let files: ReportFiles

    init(_ opened: OpenWorkspace) throws {
        self.opened = opened
        files = try ReportFiles(opened)
    }

    var database: URL { files.database }

    /// Rebuilds the database unless it was made from the same files and records.
    ///
    /// - Parameter announces: Whether it is told beforehand, on standard error, that this will take a while.
    /// - Returns: a sentence that says what was done.
    func update(announces: Bool = false) throws -> String {
        if let missing = files.missingMeasurements {
            throw MissingMeasurements(file: missing, profile: opened.graph.profile.name)
        }
        let lock = FileManager.default.fileExists(atPath: files.lock.path) ? files.lock : nil
        let read = digestsOfInputs()
        let stamp = try stamp(of: files.measurements + (lock.map { [$0] } ?? []) + files.otherSources, and: read)
        if MetricStore.stamp(of: files.database) == stamp { return "\(files.database.path) is up to date" }
        if announces { StandardError.write("building \(files.database.path), which is not up to date") }
        let runs = opened.store.actions.all().filter { opened.graph.index(of: $0.stage) != nil }
            .sorted { ($0.provenance.started, $0.stage) < ($1.provenance.started, $1.stage) }
        try MetricStore.rebuild(
            at: files.database, stamp: stamp,
            from: MetricSources(
                measurements: files.measurements, printed: files.printed, views: files.views, claims: files.claims,
                durations: files.durations, codecTimes: files.codecTimes, lock: lock,
                stages: opened.graph.instances.map { StageRecord($0, in: opened.graph, reading: read) },
                runs: runs.map(RunRecord.init)))
        return "\(files.database.path) is built anew"
    }

    /// Names everything that the database is made from.
    private func stamp(of urls: [URL], and inputs: [String: Digest]) throws -> String {
        var text = ""
        for url in urls { text += "\(url.lastPathComponent) \(try Digest(ofFile: url))\n" }
        for instance in opened.graph.instances {
            text += "\(instance.name) \(instance.kind.sourceDigest) \(instance.kind.parametersJSON)\n"
        }
        for (path, digest) in inputs.sorted(by: { $0.key < $1.key }) { text += "\(path) \(digest)\n" }
        // The index of runs stands for their records, which are many files.
        for run in opened.history.entries { text += "\(run.stage) \(run.fingerprint) \(run.seconds)\n" }
        return Digest(of: text).hexadecimal
    }

    /// By path, of the workspace's files that stages read and that are there: many stages read the same ones.
    private func digestsOfInputs() -> [String: Digest] {
        var digests: [String: Digest] = [:]
        for source in Set(opened.graph.instances.flatMap { $0.inputs.flatMap(\.sources) }) {
            switch source {
            case .output: break
            case .file(let path), .published(let path, _, _):
                digests[path] = try? opened.workspace.files.digest(of: path)
            }
        }
        return digests
    }
}

extension StageRecord {
    /// A declared instance; fingerprint and digests are those of the lock.
    fileprivate init(_ instance: StageInstance, in graph: StageGraph, reading digests: [String: Digest]) {
        let inputs = instance.inputs.flatMap { input in
            input.sources.map { source in
                switch source {
                case .output(let stage, let output):
                    Input(name: input.name, producer: "\(graph.instances[stage].name)", output: output)
                case .file(let path), .published(let path, _, _):
                    Input(name: input.name, producer: path, digest: digests[path]?.hexadecimal)
                }
            }
        }
        self.init(
            name: "\(instance.name)", kind: instance.kind.name,
            parameters: Dictionary(instance.kind.parameters.leaves.map { ($0.path, $0.text) }) { first, _ in first },
            inputs: inputs)
    }
}

extension RunRecord {
    fileprivate init(_ record: ActionRecord) {
        self.init(
            stage: record.stage, fingerprint: "\(record.fingerprint)",
            started: record.provenance.started.ISO8601Format(), wallSeconds: record.provenance.seconds,
            userSeconds: record.provenance.usage.userSeconds,
            peakMemoryKiB: record.provenance.usage.peakMemoryKibibytes, processor: record.provenance.processor)
    }
}
