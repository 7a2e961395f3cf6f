import Files
import Foundation

/// Writes a tar archive member by member; the same members give the same bytes.
final class TarWriter {
    private let url: URL
    private let descriptor: Int32

    /// - Throws: ``FileError``, also where something is there already.
    init(creating url: URL) throws {
        self.url = url
        descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(.open, path: url.path) }
    }

    deinit { close(descriptor) }

    /// - Returns: The digest of what was written, which the caller may compare with what it expects.
    @discardableResult
    func add(_ file: URL, as path: String) throws -> Digest {
        var status = stat()
        guard stat(file.path, &status) == 0 else { throw FileError(.open, path: file.path) }
        var hash = SHA256()
        var written = 0
        try TarHeader.check(name: path, size: Int(status.st_size))
        try write(TarHeader(name: path, size: Int(status.st_size)).block)
        try readPieces(of: file) { piece in
            hash.update(piece)
            written += piece.count
            try write(piece)
        }
        guard written == Int(status.st_size) else { throw FileError(.read, path: file.path, code: EBUSY) }
        try pad(written)
        return hash.finalize()
    }

    func add(_ data: Data, as path: String) throws {
        try TarHeader.check(name: path, size: data.count)
        try write(TarHeader(name: path, size: data.count).block)
        try data.withUnsafeBytes(write)
        try pad(data.count)
    }

    /// Two blocks of zeros, and everything on the disk.
    func finish() throws {
        try write([UInt8](repeating: 0, count: 2 * TarArchive.blockSize))
        guard fsync(descriptor) == 0 else { throw FileError(.synchronize, path: url.path) }
    }

    private func pad(_ size: Int) throws {
        try write([UInt8](repeating: 0, count: TarArchive.padded(size) - size))
    }

    private func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes(write) }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        var offset = 0
        while offset < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(.write, path: url.path) }
            offset += count
        }
    }
}
