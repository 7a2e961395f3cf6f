import CZlib
import Files
import Foundation

/// A gzip file of one member, decompressed piece by piece.
///
/// Length and CRC-32 of the trailer are checked, and nothing may follow it: the data sets have no second members.
///
/// - Source: RFC 1952.
package struct GzipFile {
    private let url: URL
    private let maximumOutput: Int

    /// - Parameter maximumOutput: bytes; decompression stops as soon as more come out, so that a hostile file cannot
    ///   fill the memory.
    package init(_ url: URL, maximumOutput: Int) {
        self.url = url
        self.maximumOutput = maximumOutput
    }

    /// Hands over the decompressed bytes in pieces of at most 256 KiB.
    ///
    /// The checksum comes last in the file: what `body` did counts only once this returns.
    /// - Throws: `DatasetError.malformed` with the compressed offset; `FileError`; what `body` throws.
    package func readPieces(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var inflater = try Inflater()
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 16)
        defer { output.deallocate() }
        var read = 0
        var produced = 0
        var checksum: UInt32 = 0
        var ended = false

        try Files.readPieces(of: url) { piece in
            if read == 0, !piece.starts(with: [0x1F, 0x8B]) {
                throw malformed(at: 0, .gzipSignature(found: Array(piece.prefix(2))))
            }
            var input = piece
            while !input.isEmpty {
                guard !ended else {
                    throw malformed(at: read, .gzipTrailingBytes(count: try size() - read))
                }
                let step = inflater.step(from: input, into: output)
                input = UnsafeRawBufferPointer(rebasing: input[step.consumed...])
                read += step.consumed
                produced += step.produced
                let bytes = UnsafeRawBufferPointer(rebasing: output[..<step.produced])
                checksum = bytes.isEmpty ? checksum : crc32(checksum, of: bytes)
                if case .refused(let reason) = step.state {
                    throw try refusal(reason, at: read, produced: produced, checksum: checksum)
                }
                guard produced <= maximumOutput else {
                    throw malformed(at: read, .gzipTooLong(maximum: maximumOutput))
                }
                try body(bytes)
                if case .ended = step.state { ended = true }
            }
        }
        if read == 0 { throw malformed(at: 0, .gzipSignature(found: [])) }
        if !ended { throw malformed(at: read, .gzipEndsEarly(decompressed: produced)) }
    }

    /// All decompressed bytes.
    package func contents() throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(try announcedOutput())
        try readPieces { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// The length that the trailer announces, never more than the declared maximum: a hint for reserving memory.
    func announcedOutput() throws -> Int {
        let length = try size()
        guard length >= 18 else { return 0 }
        return min(maximumOutput, Int(try word(at: length - 4)))
    }

    /// Tells a wrong trailer, whose two values are known, from data that zlib cannot read.
    private func refusal(_ reason: String, at offset: Int, produced: Int, checksum: UInt32) throws -> DatasetError {
        switch reason {
        case "incorrect data check":
            malformed(at: offset - 4, .gzipChecksum(expected: try word(at: offset - 4), found: checksum))
        case "incorrect length check":
            malformed(
                at: offset - 4,
                .gzipLength(expected: try word(at: offset - 4), found: UInt32(truncatingIfNeeded: produced)))
        default:
            malformed(at: offset, .gzipData(reason: reason))
        }
    }

    private func malformed(at offset: Int, _ fault: FormatFault) -> DatasetError {
        .malformed(file: url.path, offset: offset, fault)
    }

    private func size() throws -> Int {
        var information = stat()
        guard stat(url.path, &information) == 0 else { throw FileError(.open, path: url.path) }
        return Int(information.st_size)
    }

    /// Four bytes of the compressed file, little-endian.
    private func word(at offset: Int) throws -> UInt32 {
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.open, path: url.path) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4)
        guard pread(descriptor, &bytes, 4, off_t(offset)) == 4 else { throw FileError(.read, path: url.path) }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private func crc32(_ start: UInt32, of bytes: UnsafeRawBufferPointer) -> UInt32 {
        let base = bytes.baseAddress?.assumingMemoryBound(to: Bytef.self)
        return UInt32(truncatingIfNeeded: CZlib.crc32(uLong(start), base, uInt(bytes.count)))
    }
}

/// zlib's state, at an address that stays (zlib keeps a pointer to it).
private struct Inflater: ~Copyable {
    enum State {
        case more
        case ended
        case refused(reason: String)
    }

    private let stream: UnsafeMutablePointer<z_stream>

    init() throws {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 + 16: the largest window, and gzip framing only.
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib gave no decompressor: status \(status)")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    mutating func step(
        from input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (consumed: Int, produced: Int, state: State) {
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: Bytef.self))
        stream.pointee.avail_in = uInt(input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_out = uInt(output.count)
        let status = inflate(stream, Z_NO_FLUSH)
        let consumed = input.count - Int(stream.pointee.avail_in)
        let produced = output.count - Int(stream.pointee.avail_out)
        let state: State
        switch status {
        case Z_OK, Z_BUF_ERROR: state = .more
        case Z_STREAM_END: state = .ended
        default: state = .refused(reason: stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)")
        }
        return (consumed, produced, state)
    }
}
