import Dispatch
import Files
import Foundation

/// Finished work by fingerprint.
package protocol ActionCache: Sendable {
    /// - Returns: `nil` when the work was never finished. A damaged record counts as absent, and is reported.
    func lookUp(_ fingerprint: Fingerprint) -> ActionRecord?
    /// What the record of finished work says of its outputs; `nil` as for ``lookUp(_:)``.
    func result(of fingerprint: Fingerprint) -> ActionResult?
    /// - Throws: ``FileError``.
    func record(_ record: ActionRecord) throws
    /// All records, in no particular order.
    func all() -> [ActionRecord]
}

extension ActionCache {
    package func result(of fingerprint: Fingerprint) -> ActionResult? { lookUp(fingerprint)?.result }
}

/// An action cache in a folder: `actions/<fingerprint>.json`, with an ``ActionIndex`` beside it.
package struct DiskActionCache: ActionCache {
    private let folder: URL
    private let quarantine: URL
    private let index: ActionIndex
    private let paths: DigestPaths
    private let isDurable: Bool
    private let report: @Sendable (String) -> Void

    /// - Parameters:
    ///   - index: The file of the index, which can be removed at will.
    ///   - isDurable: Whether a record is on the disk once it is written.
    ///   - report: Is told of damaged records, in a sentence.
    package init(
        folder: URL, quarantine: URL, index: URL, isDurable: Bool = true, report: @escaping @Sendable (String) -> Void
    ) {
        self.folder = folder
        self.quarantine = quarantine
        self.index = ActionIndex(url: index)
        self.isDurable = isDurable
        self.report = report
        paths = DigestPaths(folder: folder, suffix: ".json")
    }

    /// Reads the index ahead, beside whatever is done until the first question.
    func prepare() {
        DispatchQueue.global().async { [index] in index.prepare() }
    }

    package func lookUp(_ fingerprint: Fingerprint) -> ActionRecord? {
        load(folder.appending(path: "\(fingerprint).json"), expecting: fingerprint)?.record
    }

    package func result(of fingerprint: Fingerprint) -> ActionResult? {
        guard let stamp = paths.withPath(of: fingerprint.digest, FileStamp.init(ofFileAt:)) else { return nil }
        if let result = index.result(of: fingerprint, recordedAs: stamp) { return result }
        guard let read = load(folder.appending(path: "\(fingerprint).json"), expecting: fingerprint) else { return nil }
        index.add(read.record.result, recordedAs: read.stamp)
        return read.record.result
    }

    package func record(_ record: ActionRecord) throws {
        try createDirectory(folder)
        let url = folder.appending(path: "\(record.fingerprint).json")
        let data = RecordFile.encode(record)
        try writeAtomically(data, to: url, durable: isDurable)
        // Read back, as somebody may have written another in its place since.
        if let written = FileStamp.contents(at: url.path), written.data == data {
            index.add(record.result, recordedAs: written.stamp)
        }
    }

    package func all() -> [ActionRecord] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.compactMap { name in
            guard let digest = Digest(hexadecimal: name.dropLast(5)) else { return nil }
            return load(folder.appending(path: name), expecting: Fingerprint(digest: digest))?.record
        }
    }

    private func load(
        _ url: URL, expecting fingerprint: Fingerprint
    ) -> (record: ActionRecord, stamp: FileStamp)? {
        guard let (data, stamp) = FileStamp.contents(at: url.path) else { return nil }
        do {
            return try RecordFile.decode(data, expecting: fingerprint).map { ($0, stamp) }
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
