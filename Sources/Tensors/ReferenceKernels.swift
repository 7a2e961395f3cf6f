/// The kernels as plain loops: the specification that ``CompiledKernels`` is held to, bit for bit. One file per subject.
///
/// - Cost: hundreds of times that of the compiled kernels. For tests.
package final class ReferenceKernels: Kernels {
    package init() {}
}

/// One element of a product: blocks of equal length, each one chain of fused multiply-adds from +0, added in turn.
struct BlockedSum {
    private let blockLength: Int
    private var total: Float?
    private var chain: Float = 0
    private var chainLength = 0

    /// - Parameter start: what the blocks are added to; `nil` where the first block stands alone.
    init(blockLength: Int, addedTo start: Float? = nil) {
        self.blockLength = blockLength
        total = start
    }

    mutating func add(_ left: Float, times right: Float) {
        if chainLength == blockLength { closeBlock() }
        chain.addProduct(left, right)
        chainLength += 1
    }

    /// The sum, +0 of nothing.
    var value: Float {
        guard chainLength > 0 else { return total ?? 0 }
        return total.map { $0 + chain } ?? chain
    }

    private mutating func closeBlock() {
        total = value
        (chain, chainLength) = (0, 0)
    }
}

/// The sum of 16 interleaved lanes, joined pairwise.
func interleavedSum(_ terms: [Double]) -> Double {
    var lanes = [Double](repeating: 0, count: 16)
    for (index, term) in terms.enumerated() { lanes[index % 16] += term }
    for width in [8, 4, 2, 1] {
        for lane in 0..<width { lanes[lane] += lanes[lane + width] }
    }
    return lanes[0]
}
