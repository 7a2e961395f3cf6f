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
            let frame = opened.workspace.root.appending(path: "paper.md")
            let memory = WeavingMemory(opened, files, frame: frame)
            if !check, memory.isFresh {
                print("\(files.paper.path) is up to date")
                return
            }
            let store = try MetricStore(opening: files.database)
            let tables = try render(files.tables, from: store)
            let weaver = try PaperWeaver(store: store, tables: tables, figures: files.figures)
            if check {
                try self.check(files, tables: tables, with: weaver)
            } else {
                try weave(frame, into: files.paper, with: weaver)
                try memory.keep()
            }
        }
    }

    private func check(_ files: ReportFiles, tables: [String: String], with weaver: PaperWeaver) throws {
        let outdated = files.tables.filter { tables[$0.table.name] != (try? text(of: $0.markdown)) }
        for table in outdated {
            StandardError.write("\(table.markdown.path) is not what the measurements give; `make tables` mends it")
        }
        try report(try weaver.check(text(of: files.paper)), in: files.paper)
        if !outdated.isEmpty { throw ExitCode.stageFailed }
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
        String(decoding: try readFile(url), as: UTF8.self)
    }
}

/// Remembers, in the store, from what and to what the paper was last woven, so that weaving it again can be left out.
private struct WeavingMemory {
    private let file: URL
    private let database: URL
    private let frame: URL
    private let paper: URL

    init(_ opened: OpenWorkspace, _ files: ReportFiles, frame: URL) {
        file = opened.workspace.layout.folder.appending(path: "paper-\(opened.graph.profile.name).stamp")
        (database, paper, self.frame) = (files.database, files.paper, frame)
    }

    var isFresh: Bool {
        guard let kept = FileManager.default.contents(atPath: file.path), let state else { return false }
        return kept == Data(state.utf8)
    }

    func keep() throws {
        guard let state else { return }
        try createDirectory(file.deletingLastPathComponent())
        try writeAtomically(Data(state.utf8), to: file, durable: false)
    }

    /// `nil` while one of the three is not there.
    private var state: String? {
        guard let stamp = MetricStore.stamp(of: database), let frame = try? Digest(ofFile: frame),
            let paper = try? Digest(ofFile: paper)
        else { return nil }
        return "\(stamp) \(frame) \(paper)\n"
    }
}
