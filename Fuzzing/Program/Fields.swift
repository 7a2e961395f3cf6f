import CompressedFiles

/// Takes an input apart, so that the fuzzer reaches what lies behind lengths and checksums; bytes after the end are 0.
struct Fields {
    let bytes: [UInt8]
    private(set) var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func byte() -> Int {
        defer { offset = min(offset + 1, bytes.count) }
        return offset < bytes.count ? Int(bytes[offset]) : 0
    }

    mutating func short() -> Int { byte() | byte() << 8 }

    mutating func take(_ count: Int) -> [UInt8] {
        defer { offset = min(offset + count, bytes.count) }
        return Array(bytes[offset...].prefix(count))
    }

    mutating func rest() -> [UInt8] { take(bytes.count - offset) }

    /// Up to the next 0, which is left out, or the end.
    mutating func text() -> [UInt8] {
        let text = Array(bytes[offset...].prefix { $0 != 0 })
        offset = min(offset + text.count + 1, bytes.count)
        return text
    }

    /// The parts of a compressed file: settings after their length in 3 bits of a byte, the number of channels in its highest; count,
    /// height and width in a byte each; side tables after their length in two bytes; payload.
    ///
    /// - Returns: `nil` for pictures that no file holds, or more than ``mostDeclared``.
    mutating func compressedFile(codec: String, modelFingerprint: [UInt8] = []) -> CompressedFile? {
        let shape = byte()
        let settings = take(shape & 7)
        let size = PictureSize(count: byte(), height: byte(), width: byte(), channels: shape & 0x80 == 0 ? 1 : 3)
        guard let size, size.samples <= mostDeclared else { return nil }
        let sideTables = take(short())
        return CompressedFile(
            codec: codec, modelFingerprint: modelFingerprint, size: size, settings: settings, sideTables: sideTables,
            payload: rest())
    }
}
