import Files
import Foundation

/// The machine as a diagnosis sees it.
package protocol MachineAccess: Sendable {
    /// Runs a command to its end and gives its standard output.
    ///
    /// - Returns: `nil` when there is no such command, or it failed.
    func output(of command: [String]) -> String?
    /// - Returns: `nil` when there is no such file, or it cannot be read.
    func text(of path: String) -> String?
    /// Whether anything is at a path, in which `*` stands for any characters but a slash.
    func exists(_ pattern: String) -> Bool
    /// Bytes that can still be written into a folder, which need not exist yet; `nil` when the system does not say.
    func freeBytes(at folder: URL) -> Int?
    /// Writes a file into a folder, making the folder, reads it back and removes it.
    ///
    /// - Throws: ``FileError``.
    func tryWriting(in folder: URL) throws
}

/// The machine that this process runs on.
package struct ThisMachine: MachineAccess {
    package init() {}

    package func output(of command: [String]) -> String? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, let text = try? output.fileHandleForReading.readToEnd() ?? Data()
        else { return nil }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: text, as: UTF8.self) : nil
    }

    package func text(of path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    package func exists(_ pattern: String) -> Bool {
        var found = glob_t()
        defer { globfree(&found) }
        return glob(pattern, 0, nil, &found) == 0
    }

    package func freeBytes(at folder: URL) -> Int? {
        var folder = folder.standardizedFileURL
        var status = statvfs()
        while statvfs(folder.path, &status) != 0 {
            guard errno == ENOENT, folder.path != "/" else { return nil }
            folder = folder.deletingLastPathComponent()
        }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }

    package func tryWriting(in folder: URL) throws {
        try createDirectory(folder)
        let url = folder.appending(path: "write-test.\(UUID().uuidString)")
        let data = Data("written".utf8)
        try writeAtomically(data, to: url)
        defer { unlink(url.path) }
        guard try readFile(url) == data else { throw FileError(.read, path: url.path, code: EIO) }
    }
}
