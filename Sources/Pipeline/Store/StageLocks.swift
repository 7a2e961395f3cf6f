import Files
import Foundation

/// Locks by fingerprint, so that two runners never do the same work at the same time.
package protocol StageLocks: Sendable {
    /// Tries once.
    ///
    /// - Parameter sharing: Others that share it may hold it too.
    /// - Returns: `nil` while somebody else holds the lock.
    /// - Throws: ``FileError``.
    func tryLock(_ fingerprint: Fingerprint, sharing: Bool) throws -> HeldLock?
}

extension StageLocks {
    /// Tries once to be the only holder.
    ///
    /// - Throws: ``FileError``.
    package func tryLock(_ fingerprint: Fingerprint) throws -> HeldLock? {
        try tryLock(fingerprint, sharing: false)
    }

    /// Waits until nobody else holds the lock, or all who do share it.
    ///
    /// - Throws: ``FileError``, or `CancellationError`.
    package func lock(_ fingerprint: Fingerprint, sharing: Bool = false) async throws -> HeldLock {
        while true {
            if let lock = try tryLock(fingerprint, sharing: sharing) { return lock }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

/// A lock that is held until this is released or let go.
package final class HeldLock: Sendable {
    private let release: @Sendable () -> Void

    package init(release: @escaping @Sendable () -> Void) {
        self.release = release
    }

    deinit { release() }
}

/// Kernel locks (`flock`) on `locks/<fingerprint>.lock`: they die with their process, so none is ever stale.
package struct DiskStageLocks: StageLocks {
    private let folder: URL

    package init(folder: URL) {
        self.folder = folder
    }

    package func tryLock(_ fingerprint: Fingerprint, sharing: Bool) throws -> HeldLock? {
        try createDirectory(folder)
        let path = folder.appending(path: "\(fingerprint).lock").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(.open, path: path) }
        guard flock(descriptor, (sharing ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            guard code == EWOULDBLOCK || code == EINTR else { throw FileError(.open, path: path, code: code) }
            return nil
        }
        return HeldLock { close(descriptor) }
    }
}
