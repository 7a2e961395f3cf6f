/// Reads the bits that ``BitWriter`` writes.
struct BitReader {
    private let bytes: [UInt8]
    /// The next byte that is not yet among the held bits.
    private var next: Int
    /// The bits to come, the next one highest; zeros follow the last.
    private var held: UInt64 = 0
    private var heldBits = 0

    init(_ bytes: [UInt8], from offset: Int = 0) {
        (self.bytes, next) = (bytes, offset)
        refill()
    }

    /// The byte that holds the next bit.
    var offset: Int { next - (heldBits + 7) / 8 }

    /// Holds at least 56 bits, or all that are left.
    @inline(__always)
    private mutating func refill() {
        while heldBits <= 56, next < bytes.count {
            held |= UInt64(bytes[next]) << UInt64(56 - heldBits)
            heldBits += 8
            next += 1
        }
    }

    /// The next 56 bits and more, the first highest, zeros after the last.
    @inline(__always)
    var peeked: UInt64 { held }

    /// - Parameter count: at most 56.
    @inline(__always)
    mutating func skip(_ count: Int) throws(PayloadError) {
        guard count <= heldBits else { throw PayloadError(offset: bytes.count, problem: .truncated) }
        held <<= UInt64(count)
        heldBits -= count
        refill()
    }

    /// - Parameter count: 1 to 56.
    mutating func read(_ count: Int) throws(PayloadError) -> Int {
        let bits = held >> UInt64(64 - count)
        try skip(count)
        return Int(bits)
    }

    /// - Parameter limit: the highest number that is expected, below 2²⁸.
    mutating func readGamma(atMost limit: Int, _ name: String) throws(PayloadError) -> Int {
        let length = 2 * held.leadingZeroBitCount + 1
        guard length <= 2 * bitLength(limit) - 1 else { throw tooLarge(name, limit) }
        let number = try read(length)
        guard number <= limit else { throw tooLarge(name, limit) }
        return number
    }

    private func tooLarge(_ name: String, _ limit: Int) -> PayloadError {
        heldBits < 2 * bitLength(limit) - 1 && held == 0
            ? PayloadError(offset: bytes.count, problem: .truncated)
            : PayloadError(
                offset: offset, problem: .malformedTable(expected: "\(name) of at most \(limit)", found: "more"))
    }

    /// Goes to the next whole byte.
    mutating func align() throws(PayloadError) {
        let rest = heldBits % 8
        guard rest == 0 || held >> UInt64(64 - rest) == 0 else {
            throw PayloadError(offset: offset, problem: .unclearedBits)
        }
        if rest > 0 { try skip(rest) }
    }
}
