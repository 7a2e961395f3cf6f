import Files
import Foundation

/// What a reader finds in a bundle without a store and without a network: whether every file is what the list says, every content what its name
/// says, and how much of `results.lock` is shown by records.
package struct BundleCheck: Encodable, Sendable {
    /// In the archive, without the list itself.
    package private(set) var files = 0
    package private(set) var bytes = 0
    package private(set) var records = 0
    package private(set) var contents = 0
    /// Stages of `results.lock` whose record is there, with the same key and the same outputs.
    package private(set) var shown: [String] = []
    /// Stages of `results.lock` that no record shows.
    package private(set) var notShown: [String] = []
    /// Published files whose bytes are an output of a record that is there.
    package private(set) var published = 0
    /// Sentences; none where the bundle is whole.
    package private(set) var problems: [String] = []

    package var isWhole: Bool { problems.isEmpty }

    /// - Throws: ``TarError``, ``FileError``.
    package init(of archive: TarArchive) throws {
        var digests: [String: Digest] = [:]
        for member in archive.members {
            var hash = SHA256()
            try archive.readPieces(of: member) { hash.update($0) }
            if digests.updateValue(hash.finalize(), forKey: member.path) != nil {
                problems.append("\(member.path) is there twice")
            }
            if member.path != ResultBundle.listName { (files, bytes) = (files + 1, bytes + member.size) }
        }
        let members = Dictionary(archive.members.map { ($0.path, $0) }) { first, _ in first }
        func data(_ path: String) throws -> Data? { try members[path].map(archive.data) }

        problems += archive.strangers.map { "\($0) is neither a file nor a folder" }
        compare(digests, with: try data(ResultBundle.listName))
        var outputs: [Fingerprint: ActionRecord] = [:]
        for path in digests.keys.sorted() {
            if path.hasPrefix("cas/") { checkContent(path, digests[path]) }
            if path.hasPrefix("actions/"), let record = try record(at: path, data(path)) {
                outputs[record.fingerprint] = record
                for (name, content) in record.outputs.sorted(by: { $0.key < $1.key })
                where digests[StoreLayout.path(of: content.digest)] == nil {
                    problems.append("the output '\(name)' of \(record.stage) is missing")
                }
            }
        }
        records = outputs.count
        let made = Set(outputs.values.flatMap { $0.outputs.values.map(\.digest) })
        published = digests.count {
            !$0.key.hasPrefix("cas/") && !$0.key.hasPrefix("actions/") && made.contains($0.value)
        }
        for path in digests.keys.sorted() where path.hasSuffix(ResultsLock.path) {
            compare(outputs, with: ResultsLock(parsing: String(decoding: try data(path) ?? Data(), as: UTF8.self)))
        }
    }

    private mutating func compare(_ digests: [String: Digest], with list: Data?) {
        guard let list else {
            problems.append("the list \(ResultBundle.listName) is missing")
            return
        }
        var listed: Set<String> = []
        for line in String(decoding: list, as: UTF8.self).split(separator: "\n") {
            guard let digest = Digest(hexadecimal: line.prefix(64)), line.dropFirst(64).hasPrefix("  ") else {
                problems.append("\(ResultBundle.listName) has a line that is none of ours: \(line.prefix(80))")
                continue
            }
            let path = String(line.dropFirst(66))
            listed.insert(path)
            guard let found = digests[path] else {
                problems.append("\(path) is missing")
                continue
            }
            if found != digest { problems.append("\(path) has the SHA-256 \(found), the list says \(digest)") }
        }
        for path in digests.keys.sorted() where path != ResultBundle.listName && !listed.contains(path) {
            problems.append("\(path) is not in \(ResultBundle.listName)")
        }
    }

    private mutating func checkContent(_ path: String, _ found: Digest?) {
        contents += 1
        guard let found, path != StoreLayout.path(of: found) else { return }
        problems.append("\(path) has the SHA-256 \(found), and not that of its name")
    }

    private mutating func record(at path: String, _ file: Data?) -> ActionRecord? {
        let name = path.dropFirst("actions/".count)
        guard let file, name.hasSuffix(".json"), let digest = Digest(hexadecimal: name.dropLast(5)) else {
            problems.append("\(path) has no name of a record")
            return nil
        }
        do {
            if let record = try RecordFile.decode(file, expecting: Fingerprint(digest: digest)) { return record }
            problems.append("\(path) is of another version of this program")
        } catch {
            problems.append("\(path) is damaged: \(error)")
        }
        return nil
    }

    private mutating func compare(_ records: [Fingerprint: ActionRecord], with lock: ResultsLock) {
        for name in lock.names {
            guard let entry = lock[name], let record = records[entry.fingerprint] else {
                notShown.append(name)
                continue
            }
            if record.stage == name, record.outputs.mapValues(\.digest) == entry.outputs {
                shown.append(name)
            } else {
                problems.append("the record of \(name) and its line in \(ResultsLock.fileName) differ")
            }
        }
    }
}

extension BundleCheck {
    /// For people.
    package var text: String {
        var lines = problems
        if !notShown.isEmpty {
            let names = notShown.prefix(5).joined(separator: ", ") + (notShown.count > 5 ? " …" : "")
            lines.append("no record of \(counted(notShown.count, "stage")) of \(ResultsLock.fileName): \(names)")
        }
        lines.append(
            "\(counted(files, "file")), \(formatBytes(bytes)): \(counted(records, "record")), \(counted(contents, "content")), "
                + "\(published) published; \(shown.count) of \(shown.count + notShown.count) lines of \(ResultsLock.fileName) are shown by records"
        )
        lines.append(isWhole ? "the bundle is whole" : "the bundle is damaged: \(counted(problems.count, "problem"))")
        return lines.joined(separator: "\n")
    }
}
