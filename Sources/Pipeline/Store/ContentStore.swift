import Files
import Foundation

/// Files by the digest of their content. What is in it is finished and never changes.
package protocol ContentStore: Sendable {
    func contains(_ digest: Digest) -> Bool
    /// Takes a finished file over, durably. Its place may be empty afterwards. Content that is there already is kept.
    ///
    /// - Throws: ``FileError``.
    func take(_ content: FinishedContent) throws -> StoredContent
    /// - Throws: ``FileError`` when the content is not there, ``DamagedContent`` when it no longer has its digest.
    func read(_ digest: Digest) throws -> Data
    /// Reads the content through. Damaged content is moved aside, so that it counts as gone and is made again.
    ///
    /// - Throws: as ``read(_:)``.
    func verify(_ digest: Digest) throws
    /// Where a worker can read the content.
    func location(of digest: Digest) -> URL
    /// Everything that is there, in no particular order.
    func all() -> [HeldContent]
    /// Takes content out; content that is not there is fine.
    ///
    /// - Throws: ``FileError``.
    func remove(_ digest: Digest) throws
}

/// Content of a store, and since when it is there.
package struct HeldContent: Hashable, Sendable {
    package let digest: Digest
    /// Bytes.
    package let size: Int
    package let since: Date

    package init(digest: Digest, size: Int, since: Date) {
        (self.digest, self.size, self.since) = (digest, size, since)
    }
}

/// Content of the store that a disk, or somebody, has changed.
package struct DamagedContent: Error, Equatable, CustomStringConvertible {
    package let expected: Digest
    /// `nil` where it is gone: somebody else has found it damaged.
    package let found: Digest?
    /// Where it was moved to.
    package let path: String

    package init(expected: Digest, found: Digest?, path: String) {
        (self.expected, self.found, self.path) = (expected, found, path)
    }

    package var description: String { "\(finding); the same command makes it again" }

    /// Without what to do about it.
    var finding: String {
        guard let found else { return "stored content with the SHA-256 \(expected) is gone" }
        return
            "stored content is damaged: it should have the SHA-256 \(expected) and has \(found). It was moved to \(path)"
    }
}

/// An output as an executor hands it over.
package enum FinishedContent: Sendable {
    case file(URL)
    case bytes(Data)
}

/// Content in the store: its name and its size in bytes.
package struct StoredContent: Codable, Hashable, Sendable {
    package let digest: Digest
    package let size: Int

    package init(digest: Digest, size: Int) {
        self.digest = digest
        self.size = size
    }
}

/// A content store in a folder: `cas/ab/cdef…`, read-only files.
package struct DiskContentStore: ContentStore {
    private let folder: URL
    private let quarantine: URL
    private let isDurable: Bool
    private let paths: DigestPaths

    /// - Parameter isDurable: Whether content is on the disk once it is taken.
    package init(folder: URL, quarantine: URL, isDurable: Bool = true) {
        self.folder = folder
        self.quarantine = quarantine
        self.isDurable = isDurable
        paths = DigestPaths(folder: folder, hasSubfolders: true)
    }

    package func contains(_ digest: Digest) -> Bool {
        paths.withPath(of: digest) { access($0, F_OK) == 0 }
    }

    package func location(of digest: Digest) -> URL {
        let name = digest.hexadecimal
        return folder.appending(path: "\(name.prefix(2))/\(name.dropFirst(2))")
    }

    package func read(_ digest: Digest) throws -> Data {
        let data = try readFile(location(of: digest))
        try check(Digest(of: data), against: digest)
        return data
    }

    package func verify(_ digest: Digest) throws {
        let place = location(of: digest)
        do {
            try check(try Digest(ofFile: place), against: digest)
        } catch let error as FileError {
            if contains(digest) { throw error }
            throw DamagedContent(expected: digest, found: nil, path: place.path)
        }
    }

    private func check(_ found: Digest, against expected: Digest) throws {
        guard found != expected else { return }
        let aside = quarantine.appending(path: expected.hexadecimal)
        try createDirectory(quarantine)
        try moveIntoPlace(location(of: expected), to: aside)
        throw DamagedContent(expected: expected, found: found, path: aside.path)
    }

    package func take(_ content: FinishedContent) throws -> StoredContent {
        switch content {
        case .file(let url):
            let stored = StoredContent(digest: try Digest(ofFile: url), size: try size(of: url))
            if !contains(stored.digest) {
                chmod(url.path, 0o444)
                if isDurable { try synchronize(url) }
                let destination = location(of: stored.digest)
                try createDirectory(destination.deletingLastPathComponent())
                try moveIntoPlace(url, to: destination, durable: isDurable)
            }
            return stored
        case .bytes(let data):
            let stored = StoredContent(digest: Digest(of: data), size: data.count)
            if !contains(stored.digest) {
                let destination = location(of: stored.digest)
                try createDirectory(destination.deletingLastPathComponent())
                try writeAtomically(data, to: destination, durable: isDurable)
                chmod(destination.path, 0o444)
            }
            return stored
        }
    }

    package func all() -> [HeldContent] {
        func names(in folder: URL) -> [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        }
        return names(in: folder).flatMap { prefix in
            names(in: folder.appending(path: prefix)).compactMap { rest in
                var status = stat()
                guard let digest = Digest(hexadecimal: prefix + rest), stat(location(of: digest).path, &status) == 0
                else { return nil }
                return HeldContent(
                    digest: digest, size: Int(status.st_size),
                    since: Date(timeIntervalSince1970: TimeInterval(status.st_mtim.tv_sec)))
            }
        }
    }

    package func remove(_ digest: Digest) throws {
        let path = location(of: digest).path
        guard unlink(path) == 0 || errno == ENOENT else { throw FileError(.remove, path: path) }
    }

    private func size(of url: URL) throws -> Int {
        var status = stat()
        guard stat(url.path, &status) == 0 else { throw FileError(.open, path: url.path) }
        return Int(status.st_size)
    }
}
