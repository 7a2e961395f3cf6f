import ArgumentParser
import Foundation
import Pipeline

struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Show what a stage wrote when it last ran, whether it ended well or not.")

    @OptionGroup var options: WorkspaceLocation

    @Argument(help: "One instance, such as 'ercan/train[recipe=paper,code=64,replicate=0]'.")
    var stage: String

    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let index = try opened.graph.selectOne(Selector(stage))
            let name = opened.graph.instances[index].name
            guard let (log, isCurrent) = try lastLog(of: index, in: opened) else {
                StandardError.write("\(name) has not run yet, so it has no log; `bottleneck run '\(name)'` runs it")
                throw ExitCode.stageFailed
            }
            try answer.print(
                Answer(stage: "\(name)", folder: log.folder.path, isAsDeclaredNow: isCurrent, lines: log.lines),
                text: (["\(name)\(isCurrent ? "" : ", not as it is declared now"): \(log.folder.path)"] + log.lines)
                    .joined(separator: "\n"))
        }
    }

    private struct Answer: Encodable {
        let stage: String
        let folder: String
        let isAsDeclaredNow: Bool
        let lines: [String]
    }

    /// The log of the work as declared now, else of the newest that there is for the name.
    private func lastLog(of index: Int, in opened: OpenWorkspace) throws -> (log: StageLog, isAsDeclaredNow: Bool)? {
        // Alone it may have read a published file as it stood; where that is not there, it can only have run with its publisher.
        let alone = try? opened.pipelineRun(.init(selected: [index])).plan()
        let plan = try alone ?? opened.pipelineRun(.init(selected: opened.graph.withOrigins([index]))).plan()
        let current: Fingerprint? =
            switch plan.verdicts[index] {
            case .upToDate(let record): record.fingerprint
            case .run(let key, _): key.fingerprint
            case .mayRun, nil: nil
            }
        var candidates = [current].compactMap(\.self)
        let name = opened.graph.instances[index].name
        if let newest = opened.history.newest(of: name, profile: opened.graph.profile) {
            candidates.append(newest.fingerprint)
        }
        return candidates.lazy.compactMap { candidate in
            StageLog(folder: opened.workspace.layout.logs(of: candidate)).map { ($0, candidate == current) }
        }.first
    }
}
