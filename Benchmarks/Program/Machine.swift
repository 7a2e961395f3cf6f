import CFMAPeak
import Foundation
import Tensors

/// What the numbers were measured on.
struct Machine: Codable {
    let cpu: String
    let cores: Int
    let level: String
    /// GFLOP/s of independent fused multiply-adds on one core; `nil` where the level has none.
    let peak: Double?
    let kernel: String
    let compiler: String
    let date: String

    init(level: InstructionSetLevel, compiler: String, date: String) {
        cpu = Machine.cpuModel
        cores = ProcessInfo.processInfo.activeProcessorCount
        self.level = level.rawValue
        peak = Machine.measurePeak(at: level)
        kernel = Machine.text(of: "/proc/sys/kernel/osrelease") ?? "unknown"
        (self.compiler, self.date) = (compiler, date)
    }

    var description: String {
        let peak = peak.map { String(format: "%.1f GFLOP/s of fused multiply-adds on one core", $0) }
        let parts = ["\(cpu), \(cores) cores", "kernels at level \(level)", peak, "Linux \(kernel)", compiler, date]
        return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// The best of twenty times of 10 milliseconds.
    private static func measurePeak(at level: InstructionSetLevel) -> Double? {
        let lanes =
            switch level {
            case .portable: 4
            case .avx2: 8
            case .avx512: 16
            }
        let rounds: UInt64 = 100_000
        let flops = Double(fma_peak_run(Int32(lanes), rounds))
        guard flops > 0 else { return nil }
        let stopwatch = Stopwatch(.threadCPUTime, shortest: 10e6) { _ = fma_peak_run(Int32(lanes), rounds) }
        return (0..<20).map { _ in flops / stopwatch.measure() }.max()
    }

    private static var cpuModel: String {
        let lines = text(of: "/proc/cpuinfo")?.split(separator: "\n") ?? []
        let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        return model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown CPU"
    }

    private static func text(of path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
