import Tensors

/// One case, measured in rounds: ours and each peer in turn, so that what slows the machine slows all alike.
struct Contest {
    private let benchmark: BenchmarkCase
    private let stopwatch: Stopwatch
    private let peers: [Peer]

    /// Makes the case ready on our side and asks which peers have it.
    init(_ benchmark: BenchmarkCase, kernels: CompiledKernels, peers: [Peer]) throws {
        self.benchmark = benchmark
        stopwatch = Stopwatch(.threadCPUTime, shortest: 20e6, benchmark.makeOperation(kernels))
        self.peers = try peers.filter { try $0.measure(benchmark.line) != nil }
    }

    /// A row for each peer, or one alone where no peer has the case.
    func rows(rounds: Int, machine: Machine) throws -> [Row] {
        var ours: [Double] = []
        var theirs = [[Double]](repeating: [], count: peers.count)
        for round in 0..<rounds {
            // Who begins changes from round to round.
            let oursIsLast = round % 2 == 1
            if !oursIsLast { ours.append(measureOurs()) }
            for (index, peer) in peers.enumerated() {
                theirs[index].append(try peer.require(benchmark.line))
            }
            if oursIsLast { ours.append(measureOurs()) }
        }
        let alone = row(ours: ours.median, machine: machine)
        if peers.isEmpty { return [alone] }
        return zip(peers, theirs).map { peer, times in
            let ratios = zip(times, ours).map { $0 / $1 }
            var row = alone
            (row.against, row.peer, row.ratio) = (peer.name, times.median, ratios.median)
            (row.ratioMinimum, row.ratioMaximum) = (ratios.min(), ratios.max())
            return row
        }
    }

    private func measureOurs() -> Double { stopwatch.measure() / Double(benchmark.callsPerOperation) }

    private func row(ours: Double, machine: Machine) -> Row {
        let rate = benchmark.work.rate(nanoseconds: ours)
        var percent: Double?
        if let flops = benchmark.work.flops, let peak = machine.peak { percent = flops / ours / peak * 100 }
        return Row(
            name: benchmark.name, group: benchmark.group, level: machine.level, ours: ours, rate: rate.value,
            rateUnit: rate.unit, percentOfPeak: percent)
    }
}

/// The environment of peers: one thread each, and no wider instructions than ours where ours were held back.
func peerEnvironment(_ environment: [String: String], level: InstructionSetLevel) -> [String: String] {
    var environment = environment
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] { environment[name] = "1" }
    environment["OPENBLAS_CORETYPE"] = nil
    if level == .avx2, InstructionSetLevel.fastest == .avx512 {
        environment["DNNL_MAX_CPU_ISA"] = "AVX2"
        environment["ONEDNN_MAX_CPU_ISA"] = "AVX2"
        environment["OPENBLAS_CORETYPE"] = "Haswell"
        environment["ATEN_CPU_CAPABILITY"] = "avx2"
        environment["MKL_ENABLE_INSTRUCTIONS"] = "AVX2"
    }
    return environment
}
