import Files
import Foundation

/// Writes a tar archive member by member; the same members give the same bytes.
final class TarWriter {
    private let file: OutputFile

    /// - Throws: ``FileError``, also where something is there already.
    init(creating url: URL) throws { file = try OutputFile(creating: url) }

    /// - Returns: The digest of what was written, which the caller may compare with what it expects.
    @discardableResult
    func add(_ source: URL, as path: String) throws -> Digest {
        var status = stat()
        guard stat(source.path, &status) == 0 else { throw FileError(.open, path: source.path) }
        var hash = SHA256()
        var written = 0
        try TarHeader.check(name: path, size: Int(status.st_size))
        try write(TarHeader(name: path, size: Int(status.st_size)).block)
        try readPieces(of: source) { piece in
            hash.update(piece)
            written += piece.count
            try file.write(piece)
        }
        guard written == Int(status.st_size) else { throw FileError(.read, path: source.path, code: EBUSY) }
        try pad(written)
        return hash.finalize()
    }

    func add(_ data: Data, as path: String) throws {
        try TarHeader.check(name: path, size: data.count)
        try write(TarHeader(name: path, size: data.count).block)
        try data.withUnsafeBytes(file.write)
        try pad(data.count)
    }

    /// Two blocks of zeros, and everything on the disk.
    func finish() throws {
        try write([UInt8](repeating: 0, count: 2 * TarArchive.blockSize))
        try file.synchronize()
    }

    private func pad(_ size: Int) throws {
        try write([UInt8](repeating: 0, count: TarArchive.padded(size) - size))
    }

    private func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes(file.write) }
}
