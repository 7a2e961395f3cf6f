import Files
import Foundation
import TestSupport
import Testing

@Suite("Errors of files")
struct FileErrorTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("a folder that cannot be made says why, whatever an earlier call left in errno")
    func createDirectory() throws {
        let file = try folder.write([1], to: "file")
        let below = file.appending(path: "folder")
        errno = ENOSPC
        #expect(throws: FileError(.createDirectory, path: below.path, code: ENOTDIR)) {
            try Files.createDirectory(below)
        }
    }

    @Test("an error without a system's reason keeps its own message")
    func message() {
        let error = NSError(domain: "tests", code: 1, userInfo: [NSLocalizedDescriptionKey: "the moon is full"])
        #expect(
            FileError(.write, path: "/a", underlying: error).description == "cannot write /a: the moon is full")
    }

    @Test(
        "a whole file is read, an empty one and one longer than a piece included",
        arguments: [0, 1, 1 << 20, 2_100_000])
    func reading(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        #expect(try readFile(folder.write(bytes, to: "file")) == Data(bytes))
    }

    @Test("what cannot be read is named with the system's reason")
    func unreadable() {
        let absent = folder.url.appending(path: "absent")
        #expect(throws: FileError(.open, path: absent.path, code: ENOENT)) { try readFile(absent) }
        #expect(throws: FileError(.read, path: folder.url.path, code: EISDIR)) { try readFile(folder.url) }
    }
}
