import Files
import Foundation
import Pipeline
import ReportDocuments
import Reporting

/// Where the files of the report lie, for one profile, as the declarations say it.
struct ReportFiles {
    /// The tables and figures that are declared, in the order of the declarations.
    let tables: [DeclaredTable]
    let figures: [DeclaredFigure]
    /// Inputs of the tables and figures.
    let measurements: [URL]
    let printed: URL?
    /// Those that the tables and figures ask, and what else lies beside them.
    let views: [URL]
    let claims: URL?
    let durations: URL?
    let codecTimes: URL?
    /// Paths of the sets of pictures for the page, each `results/pictures/<set>.csv` in the profile's folder.
    let pictures: [String]
    /// The workspace.
    let root: URL
    /// The folder that the profile publishes into.
    let folder: URL

    init(_ opened: OpenWorkspace) throws {
        let root = opened.workspace.root
        self.root = root
        folder = root.appending(path: opened.graph.profile.publicationPrefix)
        let report = opened.graph.instances.filter { ["table", "figure"].contains($0.kind.name) }
        let decoder = JSONDecoder()
        tables = try report.filter { $0.kind.name == "table" }.map { instance in
            let json = Data(instance.kind.parametersJSON.utf8)
            let path = try instance.published("markdown", example: "results/tables/….md")
            return DeclaredTable(
                table: try decoder.decode(Table.self, from: json),
                profile: try decoder.decode(DeclaredTable.Footer.self, from: json).profile,
                markdown: root.appending(path: path), stage: "\(instance.name)",
                measurements: instance.measurements.map { (TableOrigin.name(of: $0), root.appending(path: $0)) },
                origin: PageOrigin(instance, file: path, profile: opened.graph.profile))
        }
        figures = try report.filter { $0.kind.name == "figure" }.map { instance in
            let path = try instance.published("svg", example: "plots/….svg")
            return DeclaredFigure(
                figure: try decoder.decode(Figure.self, from: Data(instance.kind.parametersJSON.utf8)),
                picture: root.appending(path: path),
                origin: PageOrigin(instance, file: path, profile: opened.graph.profile))
        }
        let prefix = opened.graph.profile.publicationPrefix
        pictures = opened.graph.instances.flatMap(\.publications).map(\.path).filter {
            $0.hasPrefix(prefix + "results/pictures/") && $0.hasSuffix(".csv")
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
        views = ReportFiles.withNeighbours(files("views"))
        claims = files("claims").first
        durations = files("durations").first
        codecTimes = files("codecTimes").first
    }

    /// All views of the folders that some lie in: a view that no table shows can still be asked.
    private static func withNeighbours(_ views: [URL]) -> [URL] {
        let folders = Set(views.map { $0.deletingLastPathComponent() })
        let found = folders.flatMap { folder in
            (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".sql") }
                .map { folder.appending(path: $0) } ?? []
        }
        return Dictionary((views + found).map { ($0.path, $0) }) { first, _ in first }.values.sorted {
            $0.path < $1.path
        }
    }

    /// Without measurements, lock and database: what the declarations alone give.
    var otherSources: [URL] { [printed, claims, durations, codecTimes].compactMap { $0 } + views }

    var lock: URL { folder.appending(path: ResultsLock.path) }
    var database: URL { folder.appending(path: "results/metrics.sqlite") }
    var page: URL { folder.appending(path: "results/report/index.html") }
    /// The paper for a browser.
    var paper: URL { folder.appending(path: "results/report/paper.html") }

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
    let stage: String
    /// In the order of the declaration.
    let measurements: [(name: String, file: URL)]
    let origin: PageOrigin
}

/// A figure as a stage draws it, and where it is published.
struct DeclaredFigure {
    let figure: Figure
    /// Its SVG.
    let picture: URL
    let origin: PageOrigin
}

extension StageInstance {
    /// The published files of its input `measurements`, relative to the workspace.
    fileprivate var measurements: [String] {
        inputs.filter { $0.name == "measurements" }.flatMap(\.sources).compactMap { source in
            if case .published(let path, _, _) = source { path } else { nil }
        }
    }

    /// The path that an output is published to, relative to the workspace.
    fileprivate func published(_ output: String, example: String) throws -> String {
        guard let path = publications.first(where: { $0.output == output })?.path else {
            throw UnpublishedOutput(stage: "\(name)", output: output, example: example, position: position)
        }
        return path
    }
}

extension PageOrigin {
    /// What shows the measurements of one file is of the paper that the file is called after.
    fileprivate init(_ instance: StageInstance, file: String, profile: Profile) {
        let measurements = instance.measurements
        let script = instance.inputs.first { $0.name == "script" }?.sources.first
        let option = profile == .paper ? "" : " PROFILE=\(profile.name)"
        self.init(
            stage: "\(instance.name)", command: "make stage STAGE=\(instance.name)\(option)", file: file,
            subject: measurements.count == 1 ? measurements.first.map(TableOrigin.name) : nil,
            script: script.flatMap { if case .file(let path) = $0 { path } else { nil } })
    }
}

/// A table or figure that is not written anywhere, so that the report cannot show it.
struct UnpublishedOutput: Error, CustomStringConvertible {
    let stage: String
    let output: String
    let example: String
    let position: SourcePosition

    var description: String {
        "\(position): \(stage) does not publish its output '\(output)'; add `publish: {\(output): \(example)}`"
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
