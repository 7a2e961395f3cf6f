import Codecs

/// A way to store a model's weights in fewer bytes, as declarations name it.
///
/// ```yaml
/// {numbers: {even: {levels: 255}}, prunedPercent: 80, coder: rans}
/// {numbers: {product: {levels: 256, dimension: 4}}}
/// ```
package struct WeightScheme: Hashable, Codable, Sendable {
    /// What stands for a weight.
    package enum Numbers: Hashable, Codable, Sendable {
        case float32
        /// IEEE 754's half precision.
        case float16
        /// Multiples of a step of each tensor's own, from −(levels − 1)/2 to (levels − 1)/2: of 255 levels, 8-bit integers.
        case even(levels: Int)
        /// Values of each tensor's own, found by Lloyd's method; with pruned weights one of them is 0.
        case shared(levels: Int)
        /// So many weights side by side by one of the tensor's own vectors.
        case product(levels: Int, dimension: Int)
    }

    package let numbers: Numbers
    /// The share of all weights that is set to zero first, the smallest first.
    package let prunedPercent: Int?
    /// Codes the levels; without one, each takes as many bits as its number needs.
    package let coder: SymbolCoder?

    package init(_ numbers: Numbers, prunedPercent: Int? = nil, coder: SymbolCoder? = nil) {
        (self.numbers, self.prunedPercent, self.coder) = (numbers, prunedPercent, coder)
    }

    /// Parted by slashes: `even-255/80/rans`.
    package var name: String {
        let kind =
            switch numbers {
            case .float32: "float32"
            case .float16: "float16"
            case .even(let levels): "even-\(levels)"
            case .shared(let levels): "shared-\(levels)"
            case .product(let levels, let dimension): "product-\(levels)x\(dimension)"
            }
        return "\(kind)/\(prunedPercent ?? 0)/\(coder?.rawValue ?? "plain")"
    }

    /// What is wrong with the scheme, in words; `nil` where it can be used.
    package var problem: String? {
        let levels: Int
        switch numbers {
        case .float32, .float16:
            guard (prunedPercent ?? 0) == 0, coder == nil else {
                return "expected float32 and float16 as they are, found them pruned or coded; take levels"
            }
            return nil
        case .even(let count):
            guard count % 2 == 1 else {
                return "even: expected an odd number of levels, so that one is 0, found \(count)"
            }
            levels = count
        case .shared(let count): levels = count
        case .product(let count, let dimension):
            guard (2...64).contains(dimension) else {
                return "product: expected 2 to 64 weights a level, found \(dimension)"
            }
            guard (prunedPercent ?? 0) == 0 else {
                return "product: expected no pruning, found \(prunedPercent ?? 0) %"
            }
            levels = count
        }
        guard (2...256).contains(levels) else { return "expected 2 to 256 levels, found \(levels)" }
        guard (0...99).contains(prunedPercent ?? 0) else {
            return "prunedPercent: expected 0 to 99, found \(prunedPercent ?? 0)"
        }
        return nil
    }
}
