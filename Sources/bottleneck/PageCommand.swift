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

    @OptionGroup var options: WorkspaceLocation

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let files = try ReportFiles(opened)
            _ = try MetricIndex(opened).update()
            let page = try ReportPage(opened, files, from: try MetricStore(opening: files.database))
            try files.write(page.text, to: files.page)
        }
    }
}

extension ReportPage {
    fileprivate init(_ opened: OpenWorkspace, _ files: ReportFiles, from store: MetricStore) throws {
        let drawing = GraphDrawing(of: opened.graph, showing: Set(opened.graph.instances.indices), isExpanded: false)
        let profile = opened.graph.profile
        self.init(
            profile: profile.name, caution: ReportFiles.caution(profile), claims: try PageClaim.all(in: store),
            tables: try files.pageTables(from: store), figures: try files.pageFigures(from: store),
            pictures: try files.pagePictures(),
            stages: drawing.nodes.map {
                PageStage(name: $0.name, instances: $0.instances, needs: $0.needs, reads: $0.reads)
            })
    }
}
