import Files
import Foundation
import Pipeline
import Reporting

/// Asks the measurements one question and sets the answer as Markdown, CSV and LaTeX.
enum RenderTable: StageKind {
    static let name = "table"
    static let summary = "sets a table as Markdown, CSV and LaTeX"
    static let sourceFolder = "RenderTable"

    /// The table's own keys, and beside them `profile`, which its footer names.
    struct Parameters: Codable, Sendable {
        let table: Table
        let profile: String

        private enum CodingKeys: CodingKey { case profile }

        init(from decoder: any Decoder) throws {
            table = try Table(from: decoder)
            profile = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .profile)
        }

        func encode(to encoder: any Encoder) throws {
            try table.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(profile, forKey: .profile)
        }
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.many("measurements"), .one("printed"), .many("views"), .optional("claims")]
    }

    static func libraries() -> [String: String] { ["sqlite": LibraryVersions.sqlite] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [
            OutputDeclaration("markdown", fileName: "table.md"), OutputDeclaration("csv", fileName: "table.csv"),
            OutputDeclaration("latex", fileName: "table.tex"),
        ]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let store = try MetricStore(
            inMemoryFrom: context.inputs("measurements").map(\.url), printed: context.input("printed").url,
            views: context.inputs("views").map(\.url), claims: context.inputs("claims").first?.url)
        // Short trainings and drawn data leave claims open.
        if parameters.profile == Profile.paper.name { try store.checkVerdicts() }
        let table = try TableRenderer(store: store, profile: parameters.profile).render(parameters.table)
        for (output, text) in [
            ("markdown", table.markdown), ("csv", table.commaSeparated), ("latex", table.latex),
        ] {
            try writeAtomically(Data(text.utf8), to: context.output(output), durable: false)
        }
    }
}
