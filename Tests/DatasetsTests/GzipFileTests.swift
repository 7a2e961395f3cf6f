import CZlib
import Datasets
import Foundation
import TestSupport
import Testing

@Suite("Reading gzip")
struct GzipFileTests {
    private static let content = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 / 3 &* 7 ^ $0 >> 5) }
    private static let packed = compressed(content)
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Reads a file of these bytes.
    private func read(_ bytes: [UInt8], maximum: Int = 1 << 20) throws -> [UInt8] {
        try GzipFile(folder.write(bytes, to: "a.gz"), maximumOutput: maximum).contents()
    }

    /// The offset and fault with which a file of these bytes is refused.
    private func fault(of bytes: [UInt8], maximum: Int = 1 << 20) throws -> (offset: Int, fault: FormatFault)? {
        do {
            _ = try read(bytes, maximum: maximum)
            return nil
        } catch DatasetError.malformed(let file, let offset, let fault) {
            #expect(file == folder.url.appending(path: "a.gz").path)
            return (offset, fault)
        }
    }

    @Test("compressed bytes come back, up to exactly the declared maximum")
    func roundTrip() throws {
        #expect(try read(Self.packed, maximum: Self.content.count) == Self.content)
        #expect(try read(compressed([])) == [])
    }

    @Test("a file cut anywhere is refused at its end", arguments: [2, 9, 15, 5000, packed.count - 8, packed.count - 1])
    func truncated(length: Int) throws {
        let found = try #require(try fault(of: Array(Self.packed.prefix(length))))
        #expect(found.offset == length)
        guard case .gzipEndsEarly = found.fault else {
            Issue.record("\(found.fault)")
            return
        }
    }

    @Test("other files are refused with the bytes found")
    func notGzip() throws {
        #expect(try fault(of: [0, 0, 8, 3])?.fault == .gzipSignature(found: [0, 0]))
        #expect(try fault(of: [])?.fault == .gzipSignature(found: []))
        #expect(try fault(of: [0x1F])?.fault == .gzipSignature(found: [0x1F]))
    }

    @Test("a wrong checksum gives both values and its offset")
    func checksum() throws {
        var bytes = Self.packed
        bytes[bytes.count - 8] ^= 0xFF
        let right = Self.content.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, uInt($0.count))) }
        let found = try #require(try fault(of: bytes))
        #expect(found.offset == bytes.count - 8)
        #expect(found.fault == .gzipChecksum(expected: right ^ 0xFF, found: right))
    }

    @Test("a wrong length gives both values and its offset")
    func length() throws {
        var bytes = Self.packed
        bytes[bytes.count - 1] ^= 0x01
        let found = try #require(try fault(of: bytes))
        #expect(found.offset == bytes.count - 4)
        #expect(found.fault == .gzipLength(expected: 700_000 + 1 << 24, found: 700_000))
    }

    @Test("every single wrong byte is noticed, or changes nothing that is read")
    func corrupted() throws {
        let content = Array(Self.content.prefix(2000))
        let packed = compressed(content)
        for position in packed.indices {
            var bytes = packed
            bytes[position] ^= 0x10
            // Bytes 4 to 9 hold time stamp, extra flags and system, which no reader checks.
            let read = try? read(bytes)
            #expect(read == nil || read == content && (4..<10).contains(position), "byte \(position)")
        }
    }

    @Test("bytes after the trailer are refused")
    func trailing() throws {
        let found = try #require(try fault(of: Self.packed + [1, 2, 3]))
        #expect(found.offset == Self.packed.count)
        #expect(found.fault == .gzipTrailingBytes(count: 3))
    }

    @Test("more than the declared maximum is refused long before it is all decompressed")
    func bomb() throws {
        let bomb = compressed([UInt8](repeating: 0, count: 50_000_000))
        let found = try #require(try fault(of: bomb, maximum: 1000))
        #expect(found.fault == .gzipTooLong(maximum: 1000))
        #expect(found.offset < 2000)
    }
}

/// The bytes as a gzip file.
func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    var input = bytes
    return input.withUnsafeMutableBufferPointer { input in
        deflateInit2_(
            &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(input.count))) + 64)
        let count = output.withUnsafeMutableBufferPointer { output in
            stream.next_in = input.baseAddress
            stream.avail_in = uInt(input.count)
            stream.next_out = output.baseAddress
            stream.avail_out = uInt(output.count)
            let status = deflate(&stream, Z_FINISH)
            precondition(status == Z_STREAM_END, "zlib did not compress: \(status)")
            return output.count - Int(stream.avail_out)
        }
        deflateEnd(&stream)
        return Array(output.prefix(count))
    }
}
