import Files

extension ActionIndex {
    /// One record's outputs, and the stamp of the file that said so.
    ///
    /// In the file, little-endian: the length of what follows the checksum (4 bytes), a checksum of it (8), the fingerprint (32), size, times
    /// and inode of the record (8 each), the number of outputs (2), and per output the length of its name (2), the name, its digest (32) and
    /// its size (8).
    struct Entry {
        /// What a file begins with: another version of the file, or of the records, has another.
        static let head = Array("bottleneck actions 1.\(ActionRecord.currentVersion)\n".utf8)
        /// With one output.
        static let usualSize = prefixSize + fixedSize + 46
        private static let prefixSize = 12
        private static let fixedSize = 32 + 4 * 8 + 2

        let result: ActionResult
        let stamp: FileStamp

        init(result: ActionResult, stamp: FileStamp) {
            (self.result, self.stamp) = (result, stamp)
        }

        /// Reads an entry that ``whole(in:at:)`` found.
        init?(in bytes: [UInt8], at start: Int) {
            let read = bytes.withUnsafeBytes { bytes -> Entry? in
                var reader = EntryReader(bytes: bytes, offset: start + Self.prefixSize)
                guard let fingerprint = reader.digest(), let size = reader.integer(Int64.self),
                    let modified = reader.integer(Int64.self), let changed = reader.integer(Int64.self),
                    let inode = reader.integer(UInt64.self), let count = reader.integer(UInt16.self)
                else { return nil }
                var outputs: [String: StoredContent] = [:]
                outputs.reserveCapacity(Int(count))
                for _ in 0..<count {
                    guard let length = reader.integer(UInt16.self), let name = reader.text(Int(length)),
                        let digest = reader.digest(), let size = reader.integer(Int64.self)
                    else { return nil }
                    outputs[name] = StoredContent(digest: digest, size: Int(size))
                }
                return Entry(
                    result: ActionResult(fingerprint: Fingerprint(digest: fingerprint), outputs: outputs),
                    stamp: FileStamp(size: size, modified: modified, changed: changed, inode: inode))
            }
            guard let read else { return nil }
            self = read
        }

        /// `nil` for outputs that the form has no room for.
        var bytes: [UInt8]? {
            var body: [UInt8] = []
            func append(_ value: some FixedWidthInteger) {
                withUnsafeBytes(of: value.littleEndian) { body.append(contentsOf: $0) }
            }
            body += result.fingerprint.digest.bytes
            append(stamp.size)
            append(stamp.modified)
            append(stamp.changed)
            append(stamp.inode)
            guard let count = UInt16(exactly: result.outputs.count) else { return nil }
            append(count)
            for (name, content) in result.outputs.sorted(by: { $0.key < $1.key }) {
                guard let length = UInt16(exactly: name.utf8.count) else { return nil }
                append(length)
                body += name.utf8
                body += content.digest.bytes
                append(Int64(content.size))
            }
            guard let length = UInt32(exactly: body.count) else { return nil }
            let checksum = body.withUnsafeBytes { Self.checksum(of: $0) }
            return withUnsafeBytes(of: length.littleEndian) { Array($0) }
                + withUnsafeBytes(of: checksum.littleEndian) { Array($0) } + body
        }

        /// The entry that begins at a place of a file: its key and where it ends; `nil` where none does, or not to its end, or damaged.
        static func whole(in bytes: [UInt8], at start: Int) -> (key: Key, end: Int)? {
            bytes.withUnsafeBytes { bytes in
                var reader = EntryReader(bytes: bytes, offset: start)
                guard let length = reader.integer(UInt32.self), let checksum = reader.integer(UInt64.self),
                    length >= fixedSize, bytes.count - reader.offset >= Int(length)
                else { return nil }
                let end = reader.offset + Int(length)
                let content = UnsafeRawBufferPointer(rebasing: bytes[reader.offset..<end])
                return Self.checksum(of: content) == checksum ? (Key(content), end) : nil
            }
        }

        /// Multiplies and mixes eight bytes at a time. Against accidents, not against people, who could as well write a record.
        private static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
            var state: UInt64 = 0x9e37_79b9_7f4a_7c15 ^ UInt64(bytes.count)
            func mix(_ word: UInt64) {
                state = (state ^ word) &* 0xff51_afd7_ed55_8ccd
                state ^= state >> 32
            }
            let whole = bytes.count & ~7
            for offset in stride(from: 0, to: whole, by: 8) {
                mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            }
            for byte in bytes[whole...] { mix(UInt64(byte)) }
            return state
        }
    }
}

/// Reads the fields of an entry, and nothing behind the last byte.
private struct EntryReader {
    let bytes: UnsafeRawBufferPointer
    var offset: Int

    mutating func integer<Integer: FixedWidthInteger & BitwiseCopyable>(_ type: Integer.Type) -> Integer? {
        let size = MemoryLayout<Integer>.size
        guard bytes.count - offset >= size else { return nil }
        defer { offset += size }
        return Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Integer.self))
    }

    mutating func digest() -> Digest? { take(32).map { Digest(bytes: Array($0)) } }

    mutating func text(_ count: Int) -> String? { take(count).map { String(decoding: $0, as: UTF8.self) } }

    private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
        guard bytes.count - offset >= count else { return nil }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }
}
