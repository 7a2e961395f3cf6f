import Files
import Foundation

/// What a bundle holds: the records and contents behind some stages, and files of the workspace that a reader looks at.
///
/// An archive of `cas/`, `actions/`, those files under their own paths, and a list of all digests in the format of `sha256sum`, so that a
/// reader can check it with or without this program. Unpacked or not, it is a mirror for another store.
package struct ResultBundle: Sendable {
    package static let listName = "SHA256SUMS"

    package let records: [ActionRecord]
    /// Paths of the workspace.
    package let files: [String]
    private let contents: [Digest]

    /// - Parameters:
    ///   - records: Finished work; contents that several share go in once.
    ///   - files: Paths relative to the workspace.
    package init(of records: [ActionRecord], files: [String]) {
        self.records = records.sorted { ($0.stage, $0.fingerprint) < ($1.stage, $1.fingerprint) }
        self.files = files.sorted()
        contents = Set(records.flatMap { $0.outputs.values.map(\.digest) }).sorted()
    }

    /// Writes the archive; the same results give the same bytes.
    ///
    /// - Returns: Its size in bytes.
    /// - Throws: ``FileError``, also where there is a file already; ``DamagedContent``.
    package func write(to url: URL, from store: Store, workspace: any WorkspaceFiles) throws -> Int {
        let partial = url.deletingLastPathComponent().appending(
            path: ".\(url.lastPathComponent).\(UUID().uuidString).partial")
        defer { unlink(partial.path) }
        let writer = try TarWriter(creating: partial)
        var list: [(path: String, digest: Digest)] = []
        for record in records {
            let (path, file) = (StoreLayout.path(of: record.fingerprint), RecordFile.encode(record))
            try writer.add(file, as: path)
            list.append((path, Digest(of: file)))
        }
        for digest in contents {
            let location = store.contents.location(of: digest)
            let found = try writer.add(location, as: StoreLayout.path(of: digest))
            guard found == digest else {
                // Moves it aside.
                try store.contents.verify(digest)
                throw DamagedContent(expected: digest, found: found, path: location.path)
            }
            list.append((StoreLayout.path(of: digest), digest))
        }
        for path in files { list.append((path, try writer.add(workspace.location(of: path), as: path))) }
        let lines = list.sorted { $0.path < $1.path }.map { "\($0.digest)  \($0.path)\n" }
        try writer.add(Data(lines.joined().utf8), as: Self.listName)
        try writer.finish()
        guard access(url.path, F_OK) != 0 else { throw FileError(.open, path: url.path, code: EEXIST) }
        try moveIntoPlace(partial, to: url)
        var status = stat()
        return stat(url.path, &status) == 0 ? Int(status.st_size) : 0
    }
}
