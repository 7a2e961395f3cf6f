import Files
import Foundation

/// A tar archive of plain files that is read in place: a list of its members, each with where its bytes lie.
///
/// - Source: POSIX.1-1988 "ustar" headers; of what GNU tar adds, nothing is needed for names below 256 bytes and files below 8 GiB.
package struct TarArchive: Sendable {
    package struct Member: Equatable, Sendable {
        package let path: String
        /// Of its first byte in the archive.
        package let offset: Int
        package let size: Int
    }

    static let blockSize = 512

    package let url: URL
    /// In the order in which they lie.
    package let members: [Member]
    /// What is neither a file nor a folder: links, and headers of other formats. Nothing of them is read.
    package let strangers: [String]

    /// Reads all headers.
    ///
    /// - Throws: ``TarError``, ``FileError``.
    package init(reading url: URL) throws {
        self.url = url
        let handle = try Self.open(url)
        defer { close(handle) }
        var (members, strangers): ([Member], [String]) = ([], [])
        let length = Int(lseek(handle, 0, SEEK_END))
        var offset = 0
        while true {
            let header = try Self.read(Self.blockSize, at: offset, of: handle, url)
            if header.allSatisfy({ $0 == 0 }) { break }
            let parsed = try TarHeader(parsing: header, path: url.path, offset: offset)
            let start = offset + Self.blockSize
            guard parsed.size <= length - start else {
                throw TarError(path: url.path, offset: offset, problem: .truncated)
            }
            if !parsed.isFile, !parsed.isFolder { strangers.append(parsed.name) }
            if parsed.isFile { members.append(Member(path: parsed.name, offset: start, size: parsed.size)) }
            offset = start + Self.padded(parsed.size)
        }
        (self.members, self.strangers) = (members, strangers)
    }

    /// The bytes of a member.
    ///
    /// - Throws: ``FileError``, ``TarError`` when the archive has become shorter.
    package func data(of member: Member) throws -> Data {
        let handle = try Self.open(url)
        defer { close(handle) }
        return Data(try Self.read(member.size, at: member.offset, of: handle, url))
    }

    /// Gives the bytes of a member in pieces of at most 1 MiB.
    package func readPieces(of member: Member, _ body: (Data) throws -> Void) throws {
        let handle = try Self.open(url)
        defer { close(handle) }
        var position = 0
        while position < member.size {
            let count = min(1 << 20, member.size - position)
            try body(Data(try Self.read(count, at: member.offset + position, of: handle, url)))
            position += count
        }
    }

    static func padded(_ size: Int) -> Int { (size + blockSize - 1) / blockSize * blockSize }

    private static func open(_ url: URL) throws -> Int32 {
        let handle = Foundation.open(url.path, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { throw FileError(.open, path: url.path) }
        return handle
    }

    private static func read(_ count: Int, at offset: Int, of handle: Int32, _ url: URL) throws -> [UInt8] {
        let bytes = try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    handle, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                guard got >= 0 else { throw FileError(.read, path: url.path) }
                if got == 0 { return }
                filled += got
            }
        }
        guard bytes.count == count else { throw TarError(path: url.path, offset: offset, problem: .truncated) }
        return bytes
    }
}

/// Why a file is no archive of ours.
package struct TarError: Error, Equatable, CustomStringConvertible {
    package enum Problem: Equatable, Sendable {
        case noHeader, checksum, size, name, truncated
        /// Of what is to be written.
        case tooLarge, nameTooLong
    }

    package let path: String
    package let offset: Int
    package let problem: Problem

    package var description: String {
        let reason =
            switch problem {
            case .noHeader: "there is no ustar header"
            case .checksum: "the header's checksum is another"
            case .size: "the header holds no size"
            case .name: "the member's name is no relative path without `..`"
            case .truncated: "the file ends too early"
            case .tooLarge: "its size is more than the 8 GiB that a header can say"
            case .nameTooLong: "its name is longer than a header can say"
            }
        switch problem {
        case .tooLarge, .nameTooLong: return "\(path) cannot be put into a tar archive: \(reason)"
        default: return "\(path) is no whole tar archive: at byte \(offset), \(reason)"
        }
    }
}

/// The 512 bytes before a member.
struct TarHeader: Equatable {
    let name: String
    let size: Int
    /// Not a folder, a link or anything else.
    let isFile: Bool
    let isFolder: Bool

    init(name: String, size: Int) {
        (self.name, self.size, isFile, isFolder) = (name, size, true, false)
    }

    init(parsing block: [UInt8], path: String, offset: Int) throws(TarError) {
        func text(_ range: Range<Int>) -> String { String(decoding: block[range].prefix { $0 != 0 }, as: UTF8.self) }
        func octal(_ range: Range<Int>) -> Int? {
            let digits = text(range).filter { $0 != " " }
            return digits.isEmpty ? nil : Int(digits, radix: 8)
        }
        func error(_ problem: TarError.Problem) -> TarError { TarError(path: path, offset: offset, problem: problem) }
        guard text(257..<262) == "ustar" else { throw error(.noHeader) }
        guard octal(148..<156) == Self.checksum(of: block) else { throw error(.checksum) }
        guard let size = octal(124..<136), size >= 0 else { throw error(.size) }
        // Of GNU tar's own headers the prefix holds times.
        let prefix = block[263] == UInt8(ascii: " ") ? "" : text(345..<500)
        let name = (prefix.isEmpty ? "" : prefix + "/") + text(0..<100)
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !name.isEmpty, !name.hasPrefix("/"), !parts.contains("..") else { throw error(.name) }
        self.name = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
        self.size = size
        isFile = block[156] == UInt8(ascii: "0") || block[156] == 0
        isFolder = block[156] == UInt8(ascii: "5")
    }

    /// The block; the same for the same name and size, whoever writes it and whenever.
    ///
    /// - Precondition: The name fits: at most 100 bytes, or a folder of at most 155 and the rest.
    var block: [UInt8] {
        var block = [UInt8](repeating: 0, count: TarArchive.blockSize)
        func put(_ text: String, at offset: Int) {
            block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        func octal(_ value: Int, digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        guard let (prefix, rest) = Self.split(name) else { preconditionFailure("\(name) was not checked") }
        put(rest, at: 0)
        put("0000444", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(size, digits: 11), at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar\u{0}00", at: 257)
        put(prefix, at: 345)
        put(octal(Self.checksum(of: block), digits: 6) + "\u{0} ", at: 148)
        return block
    }

    /// Whether a header can say name and size.
    ///
    /// - Throws: ``TarError``.
    static func check(name: String, size: Int) throws(TarError) {
        guard size < 1 << 33 else { throw TarError(path: name, offset: 0, problem: .tooLarge) }
        guard split(name) != nil else { throw TarError(path: name, offset: 0, problem: .nameTooLong) }
    }

    private static func split(_ name: String) -> (prefix: String, rest: String)? {
        if name.utf8.count <= 100 { return ("", name) }
        let slash = name.indices.last { name[$0] == "/" && name[..<$0].utf8.count <= 155 }
        guard let slash, name[slash...].utf8.count <= 101 else { return nil }
        return (String(name[..<slash]), String(name[name.index(after: slash)...]))
    }

    /// The sum of all bytes, with spaces in the place of the sum.
    private static func checksum(of block: [UInt8]) -> Int {
        block.enumerated().reduce(0) { $0 + Int((148..<156).contains($1.offset) ? UInt8(ascii: " ") : $1.element) }
    }
}
