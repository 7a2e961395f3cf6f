import Files
import Foundation
import Pipeline
import Reporting

/// Where the files of the report lie, for one profile, as the declarations say it.
struct ReportFiles {
    /// The tables and figures that are declared, in the order of the declarations.
    let tables: [DeclaredTable]
    let figures: [Figure]
    /// Inputs of the tables and figures.
    let measurements: [URL]
    let printed: URL?
    let views: [URL]
    let claims: URL?
    /// The folder that the profile publishes into.
    let folder: URL

    init(_ opened: OpenWorkspace) throws {
        let root = opened.workspace.root
        folder = root.appending(path: opened.graph.profile.publicationPrefix)
        let report = opened.graph.instances.filter { ["table", "figure"].contains($0.kind.name) }
        let decoder = JSONDecoder()
        tables = try report.filter { $0.kind.name == "table" }.map { instance in
            let json = Data(instance.kind.parametersJSON.utf8)
            guard let path = instance.publications.first(where: { $0.output == "markdown" })?.path else {
                throw UnpublishedTable(stage: "\(instance.name)", position: instance.position)
            }
            return DeclaredTable(
                table: try decoder.decode(Table.self, from: json),
                profile: try decoder.decode(DeclaredTable.Footer.self, from: json).profile,
                markdown: root.appending(path: path))
        }
        figures = try report.filter { $0.kind.name == "figure" }.map {
            try decoder.decode(Figure.self, from: Data($0.kind.parametersJSON.utf8))
        }
        func files(_ input: String) -> [URL] {
            let paths = report.flatMap(\.inputs).filter { $0.name == input }.flatMap(\.sources).compactMap { source in
                switch source {
                case .file(let path), .published(let path, _, _): path
                case .output: nil
                }
            }
            return Set(paths).sorted().map { root.appending(path: $0) }
        }
        measurements = files("measurements")
        printed = files("printed").first
        views = files("views")
        claims = files("claims").first
    }

    var lock: URL { folder.appending(path: ResultsLock.path) }
    var database: URL { folder.appending(path: "results/metrics.sqlite") }

    /// The first of the files that is not there; `nil` when the report can be made.
    var missingMeasurements: URL? {
        measurements.first { !FileManager.default.fileExists(atPath: $0.path) }
    }
}

/// A table as a stage sets it, and where it is published.
struct DeclaredTable {
    struct Footer: Decodable {
        let profile: String
    }

    let table: Table
    /// Named in the footer.
    let profile: String
    let markdown: URL
}

/// A table that is not written anywhere, so that the paper cannot show it.
struct UnpublishedTable: Error, CustomStringConvertible {
    let stage: String
    let position: SourcePosition

    var description: String {
        "\(position): \(stage) does not publish its output 'markdown'; add `publish: {markdown: results/tables/….md}`"
    }
}

/// Measurements that the report needs and that no run has published yet.
struct MissingMeasurements: Error, CustomStringConvertible {
    let file: URL
    let profile: String

    var description: String {
        let option = profile == Profile.paper.name ? "" : " --profile \(profile)"
        return "\(file.path) is not there; `bottleneck run\(option)` measures it"
    }
}
