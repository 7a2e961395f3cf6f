import CKernels

/// The kernels compiled from C, at one instruction-set level.
///
/// Not thread-safe: it owns the scratch memory of matrix products and convolutions. Make one per training.
/// The kernels stand in one file per subject.
package final class CompiledKernels: Kernels {
    package let level: InstructionSetLevel
    let table: ck_kernels
    /// Scratch of matrix products and convolutions: grows to the largest and is kept.
    private var workspace = UnsafeMutableBufferPointer<Float>(start: nil, count: 0)

    /// Kernels at the fastest level of this CPU.
    package convenience init() {
        guard let kernels = CompiledKernels(level: .fastest) else {
            preconditionFailure("the fastest level is a level this CPU has")
        }
        self.init(kernels)
    }

    /// Kernels at a level, `nil` where this CPU or this build lacks it.
    package convenience init?(level: InstructionSetLevel) {
        guard let table = ck_kernels_at(level.code) else { return nil }
        self.init(level: level, table: table.pointee)
    }

    /// Names the environment variable that asks for another level than the fastest: `portable`, `x86-64-v3` or `x86-64-v4`.
    package static let levelVariable = "BOTTLENECK_DISPATCH"

    /// Kernels at the level that ``levelVariable`` names, or else at the fastest.
    ///
    /// - Throws: ``UnavailableLevel`` for a name that is none, or a level that this CPU lacks.
    package convenience init(environment: [String: String]) throws {
        guard let name = environment[CompiledKernels.levelVariable] else {
            self.init()
            return
        }
        guard let level = InstructionSetLevel(rawValue: name), let kernels = CompiledKernels(level: level) else {
            throw UnavailableLevel(name: name)
        }
        self.init(kernels)
    }

    private convenience init(_ other: CompiledKernels) { self.init(level: other.level, table: other.table) }

    private init(level: InstructionSetLevel, table: ck_kernels) {
        self.level = level
        self.table = table
    }

    deinit { workspace.deallocate() }

    /// Scratch of at least `count` numbers, whose values are not said.
    ///
    /// It begins where a cache line does: packed panels are read in every step of a product, and an array's memory begins in the middle of
    /// a line, so that every other vector would lie across two.
    func withWorkspace(of count: Int, _ body: (UnsafeMutablePointer<Float>?) -> Void) {
        if workspace.count < count {
            workspace.deallocate()
            let memory = UnsafeMutableRawBufferPointer.allocate(
                byteCount: count * MemoryLayout<Float>.stride, alignment: 64)
            workspace = memory.bindMemory(to: Float.self)
        }
        body(workspace.baseAddress)
    }

    /// e to the power of each element; exposed for the test of its error bound, and of its speed.
    package func computeExponentials(of x: TensorElements, into powers: inout TensorElements) {
        precondition(powers.count == x.count, "\(powers.count) powers of \(x.count) numbers")
        powers.withUnsafeMutableBufferPointer { table.exponential($0.count, x.address, $0.baseAddress) }
    }

    /// The natural logarithm of each element; exposed for the test of its error bound.
    package func computeLogarithms(of x: TensorElements, into logarithms: inout TensorElements) {
        precondition(logarithms.count == x.count, "\(logarithms.count) logarithms of \(x.count) numbers")
        logarithms.withUnsafeMutableBufferPointer { table.logarithm($0.count, x.address, $0.baseAddress) }
    }
}

extension Activation {
    var code: ck_activation {
        switch self {
        case .identity: CK_ACTIVATION_IDENTITY
        case .sigmoid: CK_ACTIVATION_SIGMOID
        case .hyperbolicTangent: CK_ACTIVATION_TANH
        case .rectifier: CK_ACTIVATION_RELU
        }
    }
}
