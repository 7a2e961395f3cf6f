import Foundation

/// What the system says of a file that nobody changes in place: another content at the same path has another stamp.
package struct FileStamp: Hashable, Sendable {
    package let size: Int64
    /// Nanoseconds since 1970.
    package let modified: Int64
    /// Of the inode, which also tells of a file that was moved there with an old time of modification. Nanoseconds since 1970.
    package let changed: Int64
    package let inode: UInt64

    package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
        (self.size, self.modified, self.changed, self.inode) = (size, modified, changed, inode)
    }

    private init(_ status: stat) {
        func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) }
        self.init(
            size: Int64(status.st_size), modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim),
            inode: UInt64(status.st_ino))
    }

    /// - Returns: `nil` where there is no such file.
    init?(ofFileAt path: UnsafePointer<CChar>) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The content of a file and the stamp of that very content, whatever takes its place meanwhile; `nil` where it cannot be read.
    static func contents(at path: String) -> (data: Data, stamp: FileStamp)? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        var data = Data(count: Int(status.st_size))
        let isWhole = data.withUnsafeMutableBytes { bytes in
            var count = 0
            while count < bytes.count {
                let read = read(descriptor, bytes.baseAddress?.advanced(by: count), bytes.count - count)
                if read < 0, errno == EINTR { continue }
                if read <= 0 { return false }
                count += read
            }
            return true
        }
        return isWhole ? (data, FileStamp(status)) : nil
    }
}
