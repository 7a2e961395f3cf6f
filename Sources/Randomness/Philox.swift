/// The counter-based generator Philox4x32-10: block number `i` of a stream is a function of (seed, stream, i) alone.
///
/// So an epoch's order, a layer's weights and an image's noise can each have a stream of their own, reached without drawing
/// what comes before: a resumed training needs no generator state.
///
/// - Cost: about 20 multiplications for 16 random bytes.
/// - Source: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405.
package struct Philox: RandomNumberGenerator, Sendable {
    private let key: SIMD2<UInt32>
    private let stream: UInt64
    private var nextBlock: UInt64 = 0
    private var unread: UInt64?

    package init(seed: UInt64, stream: UInt64) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        self.stream = stream
    }

    package mutating func next() -> UInt64 {
        if let half = unread {
            unread = nil
            return half
        }
        let block = Philox.block(
            counter: SIMD4(
                UInt32(truncatingIfNeeded: nextBlock), UInt32(truncatingIfNeeded: nextBlock >> 32),
                UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
            key: key)
        nextBlock += 1
        unread = UInt64(block[2]) | UInt64(block[3]) << 32
        return UInt64(block[0]) | UInt64(block[1]) << 32
    }

    /// The ten rounds on one block.
    package static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
        var counter = counter
        var key = key
        for _ in 0..<10 {
            let even = UInt64(counter[0]) * 0xD251_1F53
            let odd = UInt64(counter[2]) * 0xCD9E_8D57
            counter = SIMD4(
                UInt32(truncatingIfNeeded: odd >> 32) ^ counter[1] ^ key[0],
                UInt32(truncatingIfNeeded: odd),
                UInt32(truncatingIfNeeded: even >> 32) ^ counter[3] ^ key[1],
                UInt32(truncatingIfNeeded: even))
            key = SIMD2(key[0] &+ 0x9E37_79B9, key[1] &+ 0xBB67_AE85)
        }
        return counter
    }
}
