import ArgumentParser
import Foundation
import Pipeline
import Stages

/// What `run` starts for each stage. Not for people.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Run the one stage of a request file.", shouldDisplay: false)

    @Argument var request: String

    func run() async throws {
        let status = await Worker.run(requestAt: request, registry: registry)
        throw ExitCode(status)
    }
}
