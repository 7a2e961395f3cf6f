import Files
import Foundation

/// Paths of files in one folder that are named by digests, as system calls take them: of each of many files at a fraction of a URL's cost.
struct DigestPaths: Sendable {
    private static let digits = Array("0123456789abcdef".utf8)

    private let folder: [UInt8]
    private let suffix: [UInt8]
    /// Whether the first two digits are a folder of their own.
    private let hasSubfolders: Bool

    init(folder: URL, suffix: String = "", hasSubfolders: Bool = false) {
        self.folder = Array((folder.path + "/").utf8)
        self.suffix = Array(suffix.utf8)
        self.hasSubfolders = hasSubfolders
    }

    /// - Parameter body: Gets the path, terminated by a zero, which is valid during the call.
    func withPath<Result>(of digest: Digest, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let length = folder.count + 64 + (hasSubfolders ? 1 : 0) + suffix.count + 1
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { path in
            var end = path.initialize(fromContentsOf: folder)
            func append(_ byte: UInt8) {
                path.initializeElement(at: end, to: byte)
                end += 1
            }
            for (index, byte) in digest.bytes.enumerated() {
                append(Self.digits[Int(byte >> 4)])
                append(Self.digits[Int(byte & 15)])
                if hasSubfolders, index == 0 { append(UInt8(ascii: "/")) }
            }
            for byte in suffix { append(byte) }
            append(0)
            return path.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { preconditionFailure("a path has bytes") }
                return body(start)
            }
        }
    }
}
