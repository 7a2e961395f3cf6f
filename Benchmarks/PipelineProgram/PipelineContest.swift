import BenchmarkRows
import Foundation

/// One case, measured in rounds: each tool in turn, ours first in every other round, so that what slows the machine slows all alike.
struct PipelineContest {
    let benchmark: PipelineCase
    let ours: PipelineTool
    /// Those that are installed.
    let peers: [PipelineTool]
    let folder: URL

    private var log: URL { folder.appending(path: "log.txt") }

    func measure(rounds: Int) throws -> [PipelineRow] {
        let pipeline = SyntheticPipeline(stages: benchmark.stages)
        let tools = ([ours] + peers).filter { benchmark.stages <= $0.stageLimit }
        var measured = [[MeasuredProcess]](repeating: [], count: tools.count)
        for tool in tools { try prepare(tool, pipeline) }
        for round in 0..<rounds {
            let order = round % 2 == 0 ? Array(tools.indices) : tools.indices.dropFirst() + [0]
            for index in order {
                let tool = tools[index]
                let place = place(of: tool)
                try benchmark.change.apply(to: pipeline, of: tool, in: place, round: round, log: log)
                measured[index].append(try MeasuredProcess(tool.command, in: place, log: log))
            }
        }
        return PipelineTool.Name.allCases.map { name in
            var row = PipelineRow(name: benchmark.name, tool: name.rawValue)
            guard let index = tools.firstIndex(where: { $0.name == name }) else {
                row.absence = peers.contains { $0.name == name } ? "too many stages" : "not installed"
                return row
            }
            row.seconds = measured[index].map(\.seconds).median
            row.processorSeconds = measured[index].map(\.processorSeconds).median
            row.peakMemoryKibibytes = measured[index].map { Double($0.peakMemoryKibibytes) }.median
            if index > 0 {
                let ratios = zip(measured[index], measured[0]).map { $0.seconds / $1.seconds }
                (row.ratio, row.ratioMinimum, row.ratioMaximum) = (ratios.median, ratios.min(), ratios.max())
            }
            return row
        }
    }

    private func place(of tool: PipelineTool) -> URL {
        folder.appending(path: "\(tool.name.rawValue)-\(benchmark.stages)", directoryHint: .isDirectory)
    }

    /// The pipeline of a size, up to date, which all cases of that size share.
    private func prepare(_ tool: PipelineTool, _ pipeline: SyntheticPipeline) throws {
        let place = place(of: tool)
        let mark = place.appending(path: "prepared")
        if FileManager.default.fileExists(atPath: mark.path) {
            // For warm caches: that of another day has to be read from the disk.
            _ = try MeasuredProcess(tool.command, in: place, log: log)
            return
        }
        FileHandle.standardError.write(Data("Preparing \(pipeline.stages) stages for \(tool.name.rawValue)\n".utf8))
        try? FileManager.default.removeItem(at: place)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try tool.prepare(pipeline, in: place, log: log)
        try Data().write(to: mark)
    }
}
