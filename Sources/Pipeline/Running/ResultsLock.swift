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
        // By bytes: to look for the bounds of characters takes ten times as long.
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
            lines[String(Substring(line[..<tab]))] = String(Substring(line))
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

    package mutating func update(_ name: StageName, with result: ActionResult) {
        let name = "\(name)"
        lines[name] = Self.line(name, result)
    }

    private static func line(_ name: String, _ result: ActionResult) -> String {
        var line = "\(name)\t\(result.fingerprint)\t"
        if result.outputs.count == 1, let output = result.outputs.first {
            line += "\(output.key)=\(output.value.digest.text)"
        } else {
            line += result.outputs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.digest.text)" }
                .joined(separator: " ")
        }
        return line
    }

    /// The text of a file that has all instances of a graph and no others.
    private static func text(of results: InstanceMap<ActionResult>, in graph: StageGraph) -> String {
        var text = ""
        text.reserveCapacity(256 * results.count)
        for (name, index) in results.indices.map({ ("\(graph.instances[$0].name)", $0) }).sorted(by: { $0.0 < $1.0 }) {
            guard let result = results[index] else { continue }
            text += line(name, result)
            text += "\n"
        }
        return text
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
        with results: InstanceMap<ActionResult>, of graph: StageGraph, in files: any WorkspaceFiles,
        under locks: any StageLocks
    ) async throws {
        let path = graph.profile.publicationPrefix + ResultsLock.path
        let held = try await locks.lock(Fingerprint(digest: Digest(of: path)))
        defer { withExtendedLifetime(held) {} }
        let old = try files.read(path)
        let text: String
        if results.count == graph.instances.count {
            // No line of the old text stays, so it need not be read.
            text = Self.text(of: results, in: graph)
        } else {
            var lock = ResultsLock(parsing: String(decoding: old ?? Data(), as: UTF8.self))
            lock.keep(only: Set(graph.instances.map { "\($0.name)" }))
            for index in results.indices {
                guard let result = results[index] else { continue }
                lock.update(graph.instances[index].name, with: result)
            }
            text = lock.text
        }
        let new = Data(text.utf8)
        if new != old { try files.write(new, to: path) }
    }
}
