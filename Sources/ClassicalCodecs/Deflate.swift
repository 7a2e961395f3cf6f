import CZlib
import Codecs

/// Deflated bytes in either of their frames, written and read by zlib.
///
/// - Source: RFC 1950 to 1952.
enum Deflate {
    enum Frame: Int32 {
        /// With an Adler-32 checksum, as in PNG files.
        case zlib = 15
        /// With a CRC-32 checksum: the whole of a gzip file, without name and time.
        case gzip = 31
    }

    /// What the encoder expects of its input; any of them can code any bytes.
    enum Strategy: Int32 {
        case general = 0
        /// Small numbers round 0, which repeat little.
        case filtered = 1
    }

    /// At level 9, the slowest.
    ///
    /// - Parameter bytes: less than 4 GiB.
    static func compress(_ bytes: [UInt8], _ frame: Frame, _ strategy: Strategy = .general) -> [UInt8] {
        withStream { stream in
            var status = deflateInit2_(
                stream, 9, Z_DEFLATED, frame.rawValue, 8, strategy.rawValue, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size))
            precondition(status == Z_OK, "zlib gave no compressor: status \(status)")
            defer { deflateEnd(stream) }
            let most = Int(deflateBound(stream, uLong(bytes.count)))
            return [UInt8](unsafeUninitializedCapacity: most) { output, count in
                status = feed(stream, bytes, into: output) { deflate(stream, Z_FINISH) }
                precondition(status == Z_STREAM_END, "zlib could not compress: status \(status)")
                count = most - Int(stream.pointee.avail_out)
            }
        }
    }

    /// - Parameter count: of the bytes that come out; no more memory than theirs is asked for, but zlib's window of 32 KiB.
    static func decompress(_ bytes: [UInt8], _ frame: Frame, count: Int) throws(EmbeddedFileError) -> [UInt8] {
        // One byte more than expected tells data that go on from data that end.
        var produced = [UInt8](repeating: 0, count: count + 1)
        let outcome = withStream { stream in
            var status = inflateInit2_(stream, frame.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            precondition(status == Z_OK, "zlib gave no decompressor: status \(status)")
            defer { inflateEnd(stream) }
            status = produced.withUnsafeMutableBufferPointer { output in
                feed(stream, bytes, into: output) { inflate(stream, Z_FINISH) }
            }
            let reach = DecompressedLength(
                expected: count, found: count + 1 - Int(stream.pointee.avail_out),
                unread: Int(stream.pointee.avail_in), of: bytes.count)
            return (status: status, reach: reach, reason: stream.pointee.msg.map { String(cString: $0) })
        }
        switch outcome.status {
        case Z_STREAM_END: try outcome.reach.expectWhole()
        case Z_OK, Z_BUF_ERROR: throw outcome.reach.unfinished
        default: throw outcome.reach.refusal(outcome.reason ?? "status \(outcome.status)")
        }
        produced.removeLast()
        return produced
    }

    /// zlib keeps the stream's address from one call to the next, so it must not move.
    private static func withStream<Result>(_ body: (UnsafeMutablePointer<z_stream>) -> Result) -> Result {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        return body(stream)
    }

    private static func feed(
        _ stream: UnsafeMutablePointer<z_stream>, _ bytes: [UInt8], into output: UnsafeMutableBufferPointer<UInt8>,
        _ body: () -> Int32
    ) -> Int32 {
        bytes.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = uInt(input.count)
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = uInt(output.count)
            return body()
        }
    }
}
