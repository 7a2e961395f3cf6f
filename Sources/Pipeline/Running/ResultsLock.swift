import Files
import Foundation

/// `results/results.lock`: one line for each declared instance, as it was when a run last found or made it up to date; sorted, so that
/// two runs can be compared with `diff`.
///
/// A line is `name<TAB>fingerprint<TAB>output=digest output=digest …`.
package struct ResultsLock: Equatable, Sendable {
    package static let fileName = "results.lock"
    package static let path = "results/\(fileName)"

    /// What a line says of an instance.
    package struct Entry: Equatable, Sendable {
        package let fingerprint: Fingerprint
        /// Output → digest.
        package let outputs: [String: Digest]
    }

    private var lines: [String: String] = [:]

    package init() {}

    /// Reads the lines that there are; one without a tab is no line of ours and is dropped.
    package init(parsing text: String) {
        for line in text.split(separator: "\n") {
            guard let tab = line.firstIndex(of: "\t") else { continue }
            lines[String(line[..<tab])] = String(line)
        }
    }

    /// The instances, sorted.
    package var names: [String] { lines.keys.sorted() }

    /// What is known of an instance; `nil` for one that has no line, or a line that cannot be read.
    package subscript(name: String) -> Entry? {
        guard let fields = lines[name]?.split(separator: "\t", omittingEmptySubsequences: false), fields.count == 3,
            let fingerprint = Digest(hexadecimal: fields[1])
        else { return nil }
        var outputs: [String: Digest] = [:]
        for output in fields[2].split(separator: " ") {
            let sides = output.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, let digest = Digest(hexadecimal: sides[1]) else { return nil }
            outputs[String(sides[0])] = digest
        }
        return Entry(fingerprint: Fingerprint(digest: fingerprint), outputs: outputs)
    }

    package mutating func update(_ name: StageName, with record: ActionRecord) {
        let outputs = record.outputs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.digest)" }
        lines["\(name)"] = "\(name)\t\(record.fingerprint)\t\(outputs.joined(separator: " "))"
    }

    /// Drops the lines of instances that are not declared any more.
    package mutating func keep(only declared: Set<String>) {
        lines = lines.filter { declared.contains($0.key) }
    }

    package var text: String { lines.sorted { $0.key < $1.key }.map { $0.value + "\n" }.joined() }
}

extension ResultsLock {
    /// Brings the lines of some instances up to date in the profile's file, and drops those of instances that are not declared any more.
    ///
    /// Reads, changes and writes under a lock, so that two runs at once lose none of each other's lines.
    package static func update(
        with records: [Int: ActionRecord], of graph: StageGraph, in files: any WorkspaceFiles,
        under locks: any StageLocks
    ) async throws {
        let path = graph.profile.publicationPrefix + ResultsLock.path
        let held = try await locks.lock(Fingerprint(digest: Digest(of: path)))
        defer { withExtendedLifetime(held) {} }
        let old = try files.read(path).map { String(decoding: $0, as: UTF8.self) }
        var lock = ResultsLock(parsing: old ?? "")
        lock.keep(only: Set(graph.instances.map { "\($0.name)" }))
        for (index, record) in records { lock.update(graph.instances[index].name, with: record) }
        if lock.text != old { try files.write(Data(lock.text.utf8), to: path) }
    }
}
