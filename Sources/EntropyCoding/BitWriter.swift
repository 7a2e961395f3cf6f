/// Bits one after the other, the first in the highest bit of the first byte.
struct BitWriter {
    private var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingBits = 0

    /// - Parameter bits: the lowest `count` bits of it are written, the highest of them first; at most 56.
    @inline(__always)
    mutating func append(_ bits: UInt64, count: Int) {
        pending = pending << UInt64(count) | bits
        pendingBits += count
        while pendingBits >= 8 {
            pendingBits -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> UInt64(pendingBits)))
        }
        pending &= 1 << UInt64(pendingBits) - 1
    }

    /// An Elias gamma code: as many zeros as the number has bits after its first, then the number.
    ///
    /// - Parameter number: 1 and more, below 2²⁸.
    mutating func append(gamma number: Int) {
        append(UInt64(number), count: 2 * bitLength(number) - 1)
    }

    /// The bytes, the last of them filled up with zeros.
    func padded() -> [UInt8] {
        var copy = self
        if pendingBits > 0 { copy.append(0, count: 8 - pendingBits) }
        return copy.bytes
    }
}
