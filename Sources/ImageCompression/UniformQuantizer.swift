import Tensors

/// Rounds numbers in [0, 1] to one of 2ᵇ equally spaced levels, both ends among them.
///
/// It needs no side table: sigmoid codes lie in [0, 1] by construction. Ends are levels because a saturated unit sits there.
package struct UniformQuantizer: Equatable, Sendable {
    /// Bits per number, 1…8.
    package let bits: Int

    package init(bits: Int) {
        precondition((1...8).contains(bits), "1 to 8 bits, not \(bits)")
        self.bits = bits
    }

    /// The highest level's index.
    private var highest: Float { Float(1 << bits - 1) }

    /// The index of the level nearest to `value`; values outside [0, 1] go to the nearer end.
    ///
    /// - Precondition: `value` is finite.
    package func level(of value: Float) -> UInt8 {
        precondition(value.isFinite, "no level stands for \(value)")
        return UInt8((min(max(value, 0), 1) * highest).rounded())
    }

    /// The number that a level stands for.
    package func value(ofLevel level: UInt8) -> Float {
        Float(level) / highest
    }
}
