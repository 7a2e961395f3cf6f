/// Pictures as a codec wrote them, with all that a decoder needs to know but the model.
///
/// Layout, little-endian: the four bytes 89 42 4E 4B; the format's version, 1; the codec's key, its length before it; the model's
/// fingerprint, its length, 0 or 8, before it; count, height, width and channels of the pictures; settings, side tables and payload, each
/// with its length before it; the CRC-32C of all that. Lengths and sizes are base-128 numbers: seven bits a byte, lowest first, the highest
/// bit set in all but the last byte.
package struct CompressedFile: Equatable, Sendable {
    /// Which codec reads it: 1 to 32 lower-case letters, digits and hyphens.
    package let codec: String
    /// The first 8 bytes of the SHA-256 digest of the model's decoder half; empty for a codec without a model.
    package let modelFingerprint: [UInt8]
    package let size: PictureSize
    /// What the codec's parameters were, in its own format.
    package let settings: [UInt8]
    /// Tables that the payload is read by, in the codec's own format.
    package let sideTables: [UInt8]
    package let payload: [UInt8]

    static let magic: [UInt8] = [0x89, 0x42, 0x4E, 0x4B]
    static let version: UInt8 = 1
    package static let fingerprintBytes = 8
    static let longestKey = 32

    package init(
        codec: String, modelFingerprint: [UInt8] = [], size: PictureSize, settings: [UInt8] = [],
        sideTables: [UInt8] = [], payload: [UInt8]
    ) {
        precondition(isCodecKey(Array(codec.utf8)), "“\(codec)” is no codec's key")
        precondition(
            [0, CompressedFile.fingerprintBytes].contains(modelFingerprint.count),
            "a fingerprint of \(modelFingerprint.count) bytes")
        (self.codec, self.modelFingerprint, self.size) = (codec, modelFingerprint, size)
        (self.settings, self.sideTables, self.payload) = (settings, sideTables, payload)
    }

    /// The file's bytes.
    package func encoded() -> [UInt8] {
        var bytes = CompressedFile.magic + [CompressedFile.version]
        bytes.append(counted: Array(codec.utf8))
        bytes.append(counted: modelFingerprint)
        for number in [size.count, size.height, size.width, size.channels] { bytes.append(number: number) }
        for part in [settings, sideTables, payload] { bytes.append(counted: part) }
        bytes.append(littleEndian: crc32C(bytes))
        return bytes
    }

    /// Which bytes of the file are what.
    package var byteSplit: ByteSplit {
        ByteSplit(
            header: encoded().count - sideTables.count - payload.count, sideTables: sideTables.count,
            payload: payload.count)
    }
}

/// The bytes of a file by what they are for.
package struct ByteSplit: Equatable, Sendable {
    /// Of the container and of the codec's settings, checksum included.
    package let header: Int
    package let sideTables: Int
    package let payload: Int

    package var total: Int { header + sideTables + payload }
}

/// How many pictures of which size a file holds.
package struct PictureSize: Hashable, Sendable {
    package let count: Int
    package let height: Int
    package let width: Int
    /// 1 for grey, 3 for red, green and blue.
    package let channels: Int

    /// Samples that a file may hold: 2³⁰, 1 GiB.
    package static let mostSamples = 1 << 30

    /// - Returns: `nil` for an empty picture, other channels than 1 or 3, or more than ``mostSamples``. There may be no picture at all.
    package init?(count: Int, height: Int, width: Int, channels: Int) {
        guard count >= 0, height > 0, width > 0, channels == 1 || channels == 3 else { return nil }
        var samples = 1
        for number in [max(count, 1), height, width, channels] {
            let (product, overflow) = samples.multipliedReportingOverflow(by: number)
            guard !overflow, product <= PictureSize.mostSamples else { return nil }
            samples = product
        }
        (self.count, self.height, self.width, self.channels) = (count, height, width, channels)
    }

    package var pixels: Int { count * height * width }
    package var samples: Int { pixels * channels }
    package var samplesPerPicture: Int { height * width * channels }
}

/// Whether bytes are the key of a codec.
func isCodecKey(_ bytes: some Collection<UInt8>) -> Bool {
    (1...CompressedFile.longestKey).contains(bytes.count)
        && bytes.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
}

extension [UInt8] {
    /// A base-128 number.
    ///
    /// - Parameter number: 0 and more, below 2³⁵.
    package mutating func append(number: Int) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Bytes after their number.
    package mutating func append(counted part: [UInt8]) {
        append(number: part.count)
        append(contentsOf: part)
    }

    package mutating func append(littleEndian word: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
    }
}
