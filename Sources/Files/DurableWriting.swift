import Foundation

/// Writes a file so that its final path holds either the old content or all of the new, whatever happens meanwhile:
/// a temporary sibling is written and synchronized to disk, then renamed, then the folder is synchronized.
///
/// - Parameter durable: `false` leaves out the two synchronizations, for files that a crash of the *machine* may lose
///   (a crash of the process still cannot leave a half-written file).
/// - Throws: ``FileError``; the temporary sibling is removed.
package func writeAtomically(_ data: some ContiguousBytes, to url: URL, durable: Bool = true) throws {
    let temporary = url.deletingLastPathComponent()
        .appending(path: ".\(url.lastPathComponent).\(UUID().uuidString).partial")
    do {
        try write(data, to: temporary, synchronizing: durable)
        try moveIntoPlace(temporary, to: url, durable: durable)
    } catch {
        unlink(temporary.path)
        throw error
    }
}

/// Renames a finished file over its final path and makes the rename itself durable.
package func moveIntoPlace(_ source: URL, to destination: URL, durable: Bool = true) throws {
    guard rename(source.path, destination.path) == 0 else { throw FileError(.rename, path: destination.path) }
    if durable { try synchronize(destination.deletingLastPathComponent()) }
}

/// Asks the system to put a file's content, or a folder's entries, on the disk.
package func synchronize(_ url: URL) throws {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.open, path: url.path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileError(.synchronize, path: url.path) }
}

/// Creates a folder and those above it; an existing folder is fine.
package func createDirectory(_ url: URL) throws {
    do {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
        throw FileError(.createDirectory, path: url.path, underlying: error)
    }
}

/// Reads a file in pieces of 1 MiB.
package func readPieces(of url: URL, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.open, path: url.path) }
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count == 0 { return }
        if count < 0 {
            if errno == EINTR { continue }
            throw FileError(.read, path: url.path)
        }
        try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
}

/// Reads a whole file.
///
/// - Throws: ``FileError``.
package func readFile(_ url: URL) throws -> Data {
    var content = Data()
    try readPieces(of: url) { content.append(contentsOf: $0) }
    return content
}

private func write(_ data: some ContiguousBytes, to url: URL, synchronizing: Bool) throws {
    let descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(.open, path: url.path) }
    defer { close(descriptor) }
    try data.withUnsafeBytes { bytes in
        var offset = 0
        while offset < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(.write, path: url.path)
            }
            offset += count
        }
    }
    if synchronizing {
        guard fsync(descriptor) == 0 else { throw FileError(.synchronize, path: url.path) }
    }
}
