import Files
import Foundation

/// Selectors of stages whose results are kept, whatever their age and size: a file of the store with a selector on each line, sorted.
package struct Pins: Equatable, Sendable {
    package private(set) var selectors: [Selector] = []

    package init() {}

    /// Reads the file; one that is not there pins nothing.
    ///
    /// - Throws: ``FileError``, or ``SelectorError`` for a line that is no selector.
    package init(at url: URL) throws {
        guard access(url.path, F_OK) == 0 else { return }
        for line in String(decoding: try readFile(url), as: UTF8.self).split(separator: "\n") {
            add(try Selector(String(line)))
        }
    }

    /// - Throws: ``FileError``.
    package func write(to url: URL) throws {
        try createDirectory(url.deletingLastPathComponent())
        try writeAtomically(Data(selectors.map { $0.text + "\n" }.joined().utf8), to: url)
    }

    package mutating func add(_ selector: Selector) {
        guard !selectors.contains(selector) else { return }
        selectors.append(selector)
        selectors.sort { $0.text < $1.text }
    }

    /// - Returns: Whether it was pinned.
    package mutating func remove(_ selector: Selector) -> Bool {
        guard let index = selectors.firstIndex(of: selector) else { return false }
        selectors.remove(at: index)
        return true
    }

    /// The records that are kept: all that there are of the stages, whatever their key. What a `+` adds is taken from the declarations.
    ///
    /// - Parameter graphs: Of all profiles; stages that are in none of them are matched by their names.
    package func pinned(among records: [ActionRecord], graphs: [StageGraph]) -> Set<Fingerprint> {
        var names: Set<String> = []
        for graph in graphs {
            for selector in selectors {
                guard let indices = try? graph.select(selector) else { continue }
                names.formUnion(indices.map { "\(graph.instances[$0].name)" })
            }
        }
        return Set(
            records.filter { record in
                names.contains(record.stage)
                    || StageName(parsing: record.stage).map { name in
                        selectors.contains { $0.pattern.matches(name) }
                    } ?? false
            }.map(\.fingerprint))
    }
}

extension StageName {
    /// Reads what ``description`` writes.
    fileprivate init?(parsing text: String) {
        guard let pattern = StagePattern(text) else { return nil }
        self.init(namespace: pattern.namespace, stage: pattern.stage, axes: pattern.axes)
    }
}
