import Files
import Foundation
import Pipeline
import Reporting

/// Asks the measurements one question and sets the answer as Markdown, CSV and LaTeX.
enum RenderTable: StageKind {
    static let name = "table"
    static let summary = "sets a table as Markdown, CSV and LaTeX"
    static let sourceFolder = "RenderTable"

    /// The table's own keys, and beside them `profile`, which its footer names, and `settings`, which its views ask for.
    struct Parameters: Codable, Sendable {
        let table: Table
        let profile: String
        /// Quotations (`parameters:ercan/train[…]`): instance to dotted path to text.
        let settings: [[String: [String: String]]]?

        private enum CodingKeys: CodingKey { case profile, settings }

        init(from decoder: any Decoder) throws {
            table = try Table(from: decoder)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            profile = try container.decode(String.self, forKey: .profile)
            settings = try container.decodeIfPresent([[String: [String: String]]].self, forKey: .settings)
        }

        func encode(to encoder: any Encoder) throws {
            try table.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(profile, forKey: .profile)
            try container.encodeIfPresent(settings, forKey: .settings)
        }
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [
            .many("measurements"), .one("printed"), .many("views"), .optional("claims"), .optional("durations"),
            .optional("codecTimes"),
        ]
    }

    static func libraries() -> [String: String] { ["sqlite": LibraryVersions.sqlite] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [
            OutputDeclaration("markdown", fileName: "table.md"), OutputDeclaration("csv", fileName: "table.csv"),
            OutputDeclaration("latex", fileName: "table.tex"),
        ]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let measurements = try context.inputs("measurements")
        let store = try MetricStore(
            inMemory: MetricSources(
                measurements: measurements.map(\.url), printed: context.input("printed").url,
                views: context.inputs("views").map(\.url), claims: context.inputs("claims").first?.url,
                durations: context.inputs("durations").first?.url, codecTimes: context.inputs("codecTimes").first?.url,
                stages: (parameters.settings ?? []).joined().map { StageRecord(name: $0.key, parameters: $0.value) }))
        // Short trainings and drawn data leave claims open.
        if parameters.profile == Profile.paper.name { try store.checkVerdicts() }
        let origin = try TableOrigin(
            stage: "\(context.stage)", profile: parameters.profile,
            measurements: measurements.map { (TableOrigin.name(of: $0.producer), $0.url) })
        let table = try TableRenderer(store: store, profile: parameters.profile).render(
            parameters.table, origin: origin)
        for (output, text) in [
            ("markdown", table.markdown), ("csv", table.commaSeparated), ("latex", table.latex),
        ] {
            try writeAtomically(Data(text.utf8), to: context.output(output), durable: false)
        }
    }
}
