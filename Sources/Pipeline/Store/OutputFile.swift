import Files
import Foundation

/// A new file that is written piece by piece.
final class OutputFile {
    private let url: URL
    private let descriptor: Int32

    /// - Throws: ``FileError``, also where something is there already.
    init(creating url: URL) throws {
        self.url = url
        descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(.open, path: url.path) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var offset = 0
        while offset < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(.write, path: url.path) }
            offset += count
        }
    }

    /// Has everything on the disk.
    func synchronize() throws {
        guard fsync(descriptor) == 0 else { throw FileError(.synchronize, path: url.path) }
    }
}
