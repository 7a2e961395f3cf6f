import Foundation
import Pipeline
import Reporting
import Stages
import Testing

/// The tables that show what other stages are told: `results/tables` against declarations and measurements.
@Suite("Tables that quote parameters")
struct QuotingTableTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private struct Quoting: Decodable {
        let settings: [[String: [String: String]]]?
    }

    @Test("are, in all three forms, what the declarations and the committed measurements give")
    func committed() throws {
        let graph = try Workspace(root: Self.root, profile: .paper).loadGraph(registry: registry)
        var quoting = 0
        for instance in graph.instances where instance.kind.name == "table" {
            let parameters = Data(instance.kind.parametersJSON.utf8)
            guard let settings = try JSONDecoder().decode(Quoting.self, from: parameters).settings else { continue }
            quoting += 1
            let table = try JSONDecoder().decode(Table.self, from: parameters)
            let measurements = paths("measurements", of: instance)
            let store = try MetricStore(
                inMemory: MetricSources(
                    measurements: measurements.map { Self.root.appending(path: $0) },
                    printed: Self.root.appending(path: "experiments/printed.csv"),
                    views: paths("views", of: instance).map { Self.root.appending(path: $0) },
                    durations: paths("durations", of: instance).first.map { Self.root.appending(path: $0) },
                    codecTimes: paths("codecTimes", of: instance).first.map { Self.root.appending(path: $0) },
                    stages: settings.joined().map { StageRecord(name: $0.key, parameters: $0.value) }))
            let origin = try TableOrigin(
                stage: "\(instance.name)", profile: "paper",
                measurements: measurements.map { (TableOrigin.name(of: $0), Self.root.appending(path: $0)) })
            let rendered = try TableRenderer(store: store, profile: "paper").render(table, origin: origin)
            for (text, suffix) in [
                (rendered.markdown, "md"), (rendered.commaSeparated, "csv"), (rendered.latex, "tex"),
            ] {
                let file = Self.root.appending(path: "results/tables/\(table.name).\(suffix)")
                #expect(try text == String(contentsOf: file, encoding: .utf8), "\(table.name).\(suffix)")
            }
        }
        #expect(quoting >= 4)
    }

    @Test(
        "the answers to what a paper leaves open are the parameters of the stages, and those to which we know no answer say so"
    )
    func answers() throws {
        let graph = try Workspace(root: Self.root, profile: .paper).loadGraph(registry: registry)
        let index = try #require(graph.index(of: "report/table-unsettled"))
        let settings = try JSONDecoder().decode(
            Quoting.self, from: Data(graph.instances[index].kind.parametersJSON.utf8)
        ).settings
        let told = try #require(settings?.joined().first { $0.key == "patel/pretrain[replicate=0]" }?.value)
        let rate = try #require(told["machine.learningRate"])
        let table = try String(
            contentsOf: Self.root.appending(path: "results/tables/table_unsettled.md"), encoding: .utf8)
        #expect(
            table.contains(
                "contrastive divergence, minibatches of \(told["machine.batchSize"] ?? ""), learning rate \(rate),"))
        #expect(!table.split(separator: "\n").contains { $0.hasPrefix("| ") && $0.contains("| – |") })
    }

    private func paths(_ input: String, of instance: StageInstance) -> [String] {
        instance.inputs.filter { $0.name == input }.flatMap(\.sources).compactMap { source in
            switch source {
            case .file(let path), .published(let path, _, _): path
            case .output: nil
            }
        }
    }
}
