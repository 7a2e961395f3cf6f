import Files
import Foundation

/// Finished work by fingerprint.
package protocol ActionCache: Sendable {
    /// - Returns: `nil` when the work was never finished. A damaged record counts as absent, and is reported.
    func lookUp(_ fingerprint: Fingerprint) -> ActionRecord?
    /// - Throws: ``FileError``.
    func record(_ record: ActionRecord) throws
    /// All records, in no particular order.
    func all() -> [ActionRecord]
}

/// An action cache in a folder: `actions/<fingerprint>.json`.
package struct DiskActionCache: ActionCache {
    private let folder: URL
    private let quarantine: URL
    private let report: @Sendable (String) -> Void

    /// - Parameter report: Is told of damaged records, in a sentence.
    package init(folder: URL, quarantine: URL, report: @escaping @Sendable (String) -> Void) {
        self.folder = folder
        self.quarantine = quarantine
        self.report = report
    }

    package func lookUp(_ fingerprint: Fingerprint) -> ActionRecord? {
        load(folder.appending(path: "\(fingerprint).json"), expecting: fingerprint)
    }

    package func record(_ record: ActionRecord) throws {
        try createDirectory(folder)
        try writeAtomically(RecordFile.encode(record), to: folder.appending(path: "\(record.fingerprint).json"))
    }

    package func all() -> [ActionRecord] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.compactMap { name in
            guard let digest = Digest(hexadecimal: name.dropLast(5)) else { return nil }
            return load(folder.appending(path: name), expecting: Fingerprint(digest: digest))
        }
    }

    private func load(_ url: URL, expecting fingerprint: Fingerprint) -> ActionRecord? {
        guard let data = FileManager.default.contents(atPath: url.path) else { return nil }
        do {
            return try RecordFile.decode(data, expecting: fingerprint)
        } catch {
            setAside(url, because: error.description)
            return nil
        }
    }

    private func setAside(_ url: URL, because reason: String) {
        let destination = quarantine.appending(path: url.lastPathComponent)
        try? createDirectory(quarantine)
        let moved = rename(url.path, destination.path) == 0
        report(
            "the record \(url.path) is damaged (\(reason)); "
                + (moved
                    ? "it was moved to \(destination.path), and its stage counts as never run"
                    : "its stage counts as never run"))
    }
}
