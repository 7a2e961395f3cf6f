import ArgumentParser
import Files
import Foundation
import Pipeline
import ReportDocuments
import Reporting

struct PageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page",
        abstract: "Write the report as one page for a browser: claims, figures, tables and the graph of the stages.",
        discussion: """
            The page is results/report/index.html, with another profile than 'paper' out/<profile>/results/report/index.html. It is made from \
            the published measurements and figures, needs no server and no network, and has the same bytes each time.
            """)

    @OptionGroup var options: WorkspaceOptions

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let files = try ReportFiles(opened)
            _ = try MetricIndex(opened).update()
            let page = try ReportPage(opened, files, from: try MetricStore(opening: files.database))
            let content = Data(page.text.utf8)
            if FileManager.default.contents(atPath: files.page.path) == content {
                print("\(files.page.path) is up to date")
            } else {
                try createDirectory(files.page.deletingLastPathComponent())
                try writeAtomically(content, to: files.page)
                print("\(files.page.path) is written anew")
            }
        }
    }
}

extension ReportPage {
    fileprivate init(_ opened: OpenWorkspace, _ files: ReportFiles, from store: MetricStore) throws {
        let drawing = GraphDrawing(of: opened.graph, showing: Set(opened.graph.instances.indices), isExpanded: false)
        let profile = opened.graph.profile
        self.init(
            profile: profile.name,
            caution: profile == .paper
                ? nil
                : "This is the profile “\(profile.name)”, which trains briefly or on drawn data: that the pipeline works can be seen by "
                    + "it, and nothing of what the papers claim.",
            claims: try PageClaim.all(in: store),
            tables: try files.tables.map {
                try PageTable($0.table, profile: $0.profile, origin: $0.origin, from: store)
            },
            figures: try files.figures.map { declared in
                guard FileManager.default.fileExists(atPath: declared.picture.path) else {
                    throw MissingFigure(file: declared.picture, command: declared.origin.command)
                }
                return PageFigure(
                    try FigureData(declared.figure, from: store),
                    picture: String(decoding: try readFile(declared.picture), as: UTF8.self), origin: declared.origin)
            },
            stages: drawing.nodes.map {
                PageStage(name: $0.name, instances: $0.instances, needs: $0.needs, reads: $0.reads)
            })
    }
}

/// A figure that the page shows and that no run has drawn yet.
private struct MissingFigure: Error, CustomStringConvertible {
    let file: URL
    let command: String

    var description: String { "\(file.path) is not there; `\(command)` draws it" }
}
