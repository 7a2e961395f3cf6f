import ArgumentParser
import Tensors

/// Something to measure: what one call does, how much work that is, and the line by which the peers know it.
struct BenchmarkCase {
    let group: BenchmarkGroup
    let name: String
    /// What a peer reads: see Benchmarks/README.md.
    let line: String
    /// What one call is worth.
    let work: Work
    /// How many calls, as the peers count them, the operation does at once.
    let callsPerOperation: Int
    /// Makes the memory of the case and returns what is timed.
    let makeOperation: (CompiledKernels) throws -> () -> Void

    init(
        _ group: BenchmarkGroup, _ name: String, line: String, work: Work, callsPerOperation: Int = 1,
        makeOperation: @escaping (CompiledKernels) throws -> () -> Void
    ) {
        (self.group, self.name, self.line, self.work) = (group, name, line, work)
        (self.callsPerOperation, self.makeOperation) = (callsPerOperation, makeOperation)
    }

    /// All cases, in the order in which they are measured.
    static var all: [BenchmarkCase] { matrixProducts + convolutions + elementwise + trainings + codecs + entropyCoders }
}

/// What `ONLY` selects by.
enum BenchmarkGroup: String, Codable, CaseIterable, ExpressibleByArgument {
    case gemm, conv, elementwise, train, codec
}

/// The worth of one call, by which a time becomes a rate.
enum Work {
    case flops(Double)
    case samples(Int, flops: Double)
    case elements(Int)
    case pictures(Int)
    case symbols(Int)

    /// Floating-point operations; `nil` where counting them says little.
    var flops: Double? {
        switch self {
        case .flops(let flops), .samples(_, let flops): flops
        case .elements, .pictures, .symbols: nil
        }
    }

    /// The rate of calls that take this many nanoseconds each, and its unit.
    func rate(nanoseconds: Double) -> (value: Double, unit: String) {
        switch self {
        case .flops(let flops): (flops / nanoseconds, "GFLOP/s")
        case .samples(let count, _): (Double(count) / nanoseconds * 1e9, "samples/s")
        case .elements(let count): (nanoseconds / Double(count), "ms per 1M")
        case .pictures(let count): (nanoseconds / Double(count) / 1000, "µs a picture")
        case .symbols(let count): (Double(count) / nanoseconds * 1000, "MB/s of symbols")
        }
    }
}
