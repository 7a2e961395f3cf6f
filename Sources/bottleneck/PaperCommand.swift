import ArgumentParser
import Files
import Foundation
import Pipeline
import ReportDocuments
import Reporting

struct PaperCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paper",
        abstract:
            "Weave measured numbers, tables and figures into paper.md, the checklist, README.md and the restorer's card.",
        discussion: """
            What stands between markers such as <!--value SELECT …--> and <!--/value--> is made anew; the rest of the text stays. \
            The woven paper becomes a document for a browser too, results/report/paper.html. \
            With another profile than 'paper', all of it goes to out/<profile>/.
            """)

    @OptionGroup var options: WorkspaceLocation

    @Flag(help: "Change nothing; list the places that are stale, and fail if there are any.")
    var check = false

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let files = try ReportFiles(opened)
            _ = try MetricIndex(opened).update()
            let documents = WovenDocument.all(in: opened, files)
            let stale = check ? documents : documents.filter { !$0.isFresh(files.database) }
            for document in documents where !check && !stale.contains(document) {
                print("\(document.woven.path) is up to date")
            }
            let store = try MetricStore(
                copying: MetricStore(opening: files.database),
                holdingViewsOf: try documents.map { try self.text(of: $0.frame) } + files.tables.map(\.table.sql)
                    + files.figures.flatMap(\.figure.queries.values))
            if !stale.isEmpty {
                let tables = try render(files.tables, from: store)
                let weaver = try PaperWeaver(store: store, tables: tables, figures: files.figures.map(\.figure))
                if check {
                    try self.check(documents, files, tables: tables, with: weaver)
                } else {
                    for document in stale {
                        try weave(document, with: weaver)
                        try document.keep(files.database)
                    }
                }
            }
            guard let paper = documents.first(where: { $0.path == PaperWeaver.paperName }) else { return }
            let text = try paperForBrowser(opened, files, woven: try text(of: paper.woven), from: store)
            if !check {
                try files.write(text, to: files.paper)
            } else if FileManager.default.contents(atPath: files.paper.path) != Data(text.utf8) {
                StandardError.write("\(files.paper.path) is not what paper.md gives; `make paper` mends it")
                throw ExitCode.stageFailed
            }
        }
    }

    private func paperForBrowser(
        _ opened: OpenWorkspace, _ files: ReportFiles, woven: String, from store: MetricStore
    ) throws -> String {
        try PaperDocument(
            try MarkdownDocument(woven, file: PaperWeaver.paperName), tables: try files.pageTables(from: store),
            figures: try files.pageFigures(from: store),
            links: files.links(opened.graph, claims: try PageClaim.all(in: store)),
            caution: ReportFiles.caution(opened.graph.profile)
        ).text()
    }

    private func check(
        _ documents: [WovenDocument], _ files: ReportFiles, tables: [String: String], with weaver: PaperWeaver
    ) throws {
        let outdated = files.tables.filter { tables[$0.table.name] != (try? text(of: $0.markdown)) }
        for table in outdated {
            StandardError.write("\(table.markdown.path) is not what the measurements give; `make tables` mends it")
        }
        var isStale = !outdated.isEmpty
        for document in documents {
            let places = try weaver.check(text(of: document.woven), file: document.path)
            report(places, in: document.woven)
            isStale = isStale || !places.isEmpty
        }
        if isStale { throw ExitCode.stageFailed }
    }

    /// The Markdown of each table, by name.
    private func render(_ tables: [DeclaredTable], from store: MetricStore) throws -> [String: String] {
        try tables.reduce(into: [:]) { rendered, declared in
            let renderer = TableRenderer(store: store, profile: declared.profile)
            let origin = try TableOrigin(
                stage: declared.stage, profile: declared.profile, measurements: declared.measurements)
            rendered[declared.table.name] = try renderer.render(declared.table, origin: origin).markdown
        }
    }

    private func weave(_ document: WovenDocument, with weaver: PaperWeaver) throws {
        let woven = Data(try weaver.weave(text(of: document.frame), file: document.path).utf8)
        if FileManager.default.contents(atPath: document.woven.path) == woven {
            print("\(document.woven.path) is up to date")
        } else {
            try createDirectory(document.woven.deletingLastPathComponent())
            try writeAtomically(woven, to: document.woven)
            print("\(document.woven.path) is woven anew")
        }
    }

    private func report(_ stale: [PaperWeaver.StalePlace], in paper: URL) {
        if stale.isEmpty {
            print("\(paper.path) is what the measurements give")
            return
        }
        for place in stale { StandardError.write("\(place)") }
        StandardError.write(
            "\(paper.path) is stale in \(stale.count == 1 ? "one place" : "\(stale.count) places"); `make paper` mends it"
        )
    }

    private func text(of url: URL) throws -> String {
        String(decoding: try readFile(url), as: UTF8.self)
    }
}
