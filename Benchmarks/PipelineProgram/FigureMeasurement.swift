import BenchmarkRows
import Files
import Foundation

/// The figures of ours that no peer has: beginnings, overhead per stage, memory, hashing.
struct FigureMeasurement {
    let ours: PipelineTool
    /// The product's own program.
    let bottleneck: String
    let folder: URL
    let rounds: Int

    private var log: URL { folder.appending(path: "log.txt") }

    func measure(noOps: [PipelineRow]) throws -> [FigureRow] {
        var figures = noOps.filter { $0.tool == ours.name.rawValue }.compactMap { row -> FigureRow? in
            guard let seconds = row.seconds, let target = Self.noOpTargets[row.name] else { return nil }
            return FigureRow(name: row.name, value: seconds * 1000, unit: "ms", target: target, isFloor: false)
        }
        if let memory = noOps.last(where: { $0.tool == ours.name.rawValue && $0.name == "no-op 100000" })?
            .peakMemoryKibibytes
        {
            figures.append(
                .init(name: "memory of no-op 100000", value: memory / 1024, unit: "MiB", target: 300, isFloor: false))
        }
        figures.append(
            .init(
                name: "cold start of the command", value: try milliseconds([bottleneck, "--help"], times: 20),
                unit: "ms",
                target: 20, isFloor: false))
        figures.append(
            .init(
                name: "why, 1000 stages",
                value: try milliseconds(
                    [ours.path, "why", ".", "synthetic/layer-9[cell=c0]"], times: 5, in: prepared()),
                unit: "ms", target: 100, isFloor: false))
        let start = try milliseconds([ours.path, Program.startArgument], times: 20)
        for (name, options, target) in [("", [], 15.0), (" without fsync", ["--not-durable"], 5)] {
            let stages = 100
            let times = try (0..<rounds).map { _ in
                let place = folder.appending(path: "overhead")
                try ours.reset(SyntheticPipeline(stages: stages), in: place, log: log)
                try SyntheticPipeline(stages: stages).write(to: place)
                let command = [ours.path, "run", ".", "--jobs", "1"] + options
                return try MeasuredProcess(command, in: place, log: log).seconds * 1000 / Double(stages)
            }
            figures.append(
                .init(
                    name: "overhead per executed stage\(name)", value: times.median - start, unit: "ms", target: target,
                    isFloor: false))
        }
        figures.append(try hashing())
        return figures
    }

    private static let noOpTargets = ["no-op 100": 30.0, "no-op 10000": 150, "no-op 100000": 1500]

    private func prepared() -> URL { folder.appending(path: "bottleneck-1000", directoryHint: .isDirectory) }

    private func milliseconds(_ command: [String], times: Int, in place: URL? = nil) throws -> Double {
        try (0..<times * rounds).map { _ in try MeasuredProcess(command, in: place ?? folder, log: log).seconds * 1000 }
            .median
    }

    /// The rate of digests of a file in the system's cache, of that of OpenSSL's own measurement on bytes in memory; both by processor time.
    private func hashing() throws -> FigureRow {
        let file = folder.appending(path: "bytes")
        try Data(count: 256 << 20).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let ratios = try (0..<rounds).map { _ in
            let start = processorSeconds
            _ = try Digest(ofFile: file)
            let rate = Double(256 << 20) / (processorSeconds - start)
            return try rate / openSSLRate() * 100
        }
        return FigureRow(
            name: "hashing, of `openssl speed sha256`", value: ratios.median, unit: "%", target: 90, isFloor: true)
    }

    /// Of this process.
    private var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Bytes per second.
    private func openSSLRate() throws -> Double {
        let command = [
            "/usr/bin/env", "openssl", "speed", "-mr", "-seconds", "1", "-bytes", "1048576", "-evp", "sha256",
        ]
        _ = try MeasuredProcess(command, in: folder, log: log)
        let text = try String(contentsOf: log, encoding: .utf8)
        // The last line is `+F:22:sha256:2032452630.00`.
        let fields = text.split(separator: "\n").last { $0.hasPrefix("+F:") }?.split(separator: ":")
        return fields?.last.flatMap { Double($0) } ?? .nan
    }
}
