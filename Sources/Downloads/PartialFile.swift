import Files
import Foundation

/// The bytes of a file that have come so far, kept on disk from one attempt to the next, with their running SHA-256.
///
/// The file is locked while it is open (the lock dies with the process), since two writers would spoil each other's
/// bytes behind the running digest.
final class PartialFile {
    let url: URL
    /// Bytes held.
    private(set) var count = 0
    private let descriptor: Int32
    private var hash = SHA256()

    /// Opens or creates the file, and digests what an earlier attempt left in it.
    ///
    /// - Throws: `DownloadError.partialFileInUse` when another process holds it; `FileError`.
    init(at url: URL) throws {
        self.url = url
        try createDirectory(url.deletingLastPathComponent())
        descriptor = try PartialFile.openLocked(url)
        do {
            try readPieces(of: url) {
                hash.update($0)
                count += $0.count
            }
            guard lseek(descriptor, 0, SEEK_END) == off_t(count) else { throw FileError(.read, path: url.path) }
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        var offset = 0
        while offset < bytes.count {
            let written = write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            if written < 0 {
                if errno == EINTR { continue }
                throw FileError(.write, path: url.path)
            }
            offset += written
        }
        hash.update(bytes)
        count += bytes.count
    }

    /// Gives up all bytes held.
    func restart() throws {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw FileError(.write, path: url.path)
        }
        hash = SHA256()
        count = 0
    }

    /// The SHA-256 of the bytes held; the running digest ends with it, so ``moveIntoPlace(at:)``, ``restart()`` or
    /// ``remove()`` comes next.
    func digest() -> Digest {
        var ended = SHA256()
        swap(&ended, &hash)
        return ended.finalize()
    }

    /// Puts the bytes on the disk, then gives the file its final name.
    func moveIntoPlace(at destination: URL) throws {
        guard fsync(descriptor) == 0 else { throw FileError(.synchronize, path: url.path) }
        try Files.moveIntoPlace(url, to: destination)
    }

    func remove() {
        unlink(url.path)
    }

    private static func openLocked(_ url: URL) throws -> Int32 {
        while true {
            let descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw FileError(.open, path: url.path) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                close(descriptor)
                if code == EWOULDBLOCK { throw DownloadError.partialFileInUse(path: url.path) }
                throw FileError(.open, path: url.path, code: code)
            }
            // Between opening and locking, the holder may have renamed the file into place: then it is no longer ours.
            var opened = stat()
            var named = stat()
            if fstat(descriptor, &opened) == 0, stat(url.path, &named) == 0, opened.st_ino == named.st_ino {
                return descriptor
            }
            close(descriptor)
        }
    }
}
