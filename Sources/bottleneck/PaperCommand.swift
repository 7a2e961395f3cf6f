import ArgumentParser
import Files
import Foundation
import Pipeline
import Reporting

struct PaperCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paper", abstract: "Weave measured numbers, tables and figures into paper.md.",
        discussion: """
            What stands between markers such as <!--value SELECT …--> and <!--/value--> is made anew; the rest of the text stays. \
            With another profile than 'paper', the woven text goes to out/<profile>/paper.md.
            """)

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Change nothing; list the places that are stale, and fail if there are any.")
    var check = false

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let files = try ReportFiles(opened)
            _ = try MetricIndex(opened).update()
            let store = try MetricStore(opening: files.database)
            let tables = try render(files.tables, from: store)
            let weaver = try PaperWeaver(store: store, tables: tables, figures: files.figures)
            let frame = opened.workspace.root.appending(path: "paper.md")
            if check {
                let outdated = files.tables.filter { tables[$0.table.name] != (try? text(of: $0.markdown)) }
                for table in outdated {
                    StandardError.write(
                        "\(table.markdown.path) is not what the measurements give; `make tables` mends it")
                }
                try report(try weaver.check(text(of: files.paper)), in: files.paper)
                if !outdated.isEmpty { throw ExitCode.stageFailed }
            } else {
                try weave(frame, into: files.paper, with: weaver)
            }
        }
    }

    /// The Markdown of each table, by name.
    private func render(_ tables: [DeclaredTable], from store: MetricStore) throws -> [String: String] {
        try tables.reduce(into: [:]) { rendered, declared in
            let renderer = TableRenderer(store: store, profile: declared.profile)
            rendered[declared.table.name] = try renderer.render(declared.table).markdown
        }
    }

    private func weave(_ frame: URL, into paper: URL, with weaver: PaperWeaver) throws {
        let woven = Data(try weaver.weave(text(of: frame)).utf8)
        if FileManager.default.contents(atPath: paper.path) == woven {
            print("\(paper.path) is up to date")
        } else {
            try writeAtomically(woven, to: paper)
            print("\(paper.path) is woven anew")
        }
    }

    private func report(_ stale: [PaperWeaver.StalePlace], in paper: URL) throws {
        if stale.isEmpty {
            print("\(paper.path) is what the measurements give")
            return
        }
        for place in stale { StandardError.write("\(place)") }
        StandardError.write(
            "\(paper.path) is stale in \(stale.count == 1 ? "one place" : "\(stale.count) places"); `make paper` mends it"
        )
        throw ExitCode.stageFailed
    }

    private func text(of url: URL) throws -> String {
        var content = Data()
        try readPieces(of: url) { content.append(contentsOf: $0) }
        return String(decoding: content, as: UTF8.self)
    }
}
