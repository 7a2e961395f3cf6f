import Files
import Foundation
import Pipeline
import ReportDocuments
import Reporting

/// The parts of the documents for a browser.
extension ReportFiles {
    func pageTables(from store: MetricStore) throws -> [PageTable] {
        try tables.map { try PageTable($0.table, profile: $0.profile, origin: $0.origin, from: store) }
    }

    /// - Throws: ``MissingFigure``.
    func pageFigures(from store: MetricStore) throws -> [PageFigure] {
        try figures.map { declared in
            guard FileManager.default.fileExists(atPath: declared.picture.path) else {
                throw MissingFigure(file: declared.picture, command: declared.origin.command)
            }
            return PageFigure(
                try FigureData(declared.figure, from: store),
                picture: String(decoding: try readFile(declared.picture), as: UTF8.self), origin: declared.origin)
        }
    }

    /// The sets of pictures that a run has published; a profile may lack them.
    func pagePictures() throws -> [PagePictures] {
        try pictures.filter { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }.map { path in
            let rows = root.appending(path: path)
            let name = rows.deletingPathExtension().lastPathComponent
            func picture(_ suffix: String) throws -> Data {
                try readFile(rows.deletingLastPathComponent().appending(path: "\(name)\(suffix).png"))
            }
            return try PagePictures(
                name: name, rows: try readFile(rows), sprite: try picture(""), differences: try picture("-differences"),
                path: path)
        }
    }

    /// Where the paper's readers find what it names. Nothing but what the declarations say, so that the same clone gives the same bytes.
    func links(_ graph: StageGraph, claims: [PageClaim]) -> PaperLinks {
        let prefix = graph.profile.publicationPrefix
        let depth = prefix.split(separator: "/").count + 2
        let report = graph.instances.filter { ["table", "figure"].contains($0.kind.name) }
        let read = report.flatMap(\.inputs).flatMap(\.sources).compactMap { source in
            if case .file(let path) = source { path } else { nil }
        }
        let published = graph.instances.flatMap(\.publications).map(\.path)
        let files = read.map { ($0, $0) } + published.map { (String($0.dropFirst(prefix.count)), $0) }
        return PaperLinks(
            root: String(repeating: "../", count: depth), files: Dictionary(files) { first, _ in first },
            views: Set(read.filter { $0.hasSuffix(".sql") }).sorted(),
            stages: GraphDrawing(of: graph, showing: Set(graph.instances.indices), isExpanded: false).nodes.map(\.name),
            claims: claims.map(\.id))
    }

    /// Writes a document, unless it is there with the same bytes, and says which.
    func write(_ text: String, to document: URL) throws {
        let content = Data(text.utf8)
        if FileManager.default.contents(atPath: document.path) == content {
            print("\(document.path) is up to date")
        } else {
            try createDirectory(document.deletingLastPathComponent())
            try writeAtomically(content, to: document)
            print("\(document.path) is written anew")
        }
    }

    /// What a reader must know before the first number of a document; `nil` for the replication itself.
    static func caution(_ profile: Profile) -> String? {
        profile == .paper
            ? nil
            : "This is the profile “\(profile.name)”, which trains briefly or on drawn data: that the pipeline works can be seen by "
                + "it, and nothing of what the papers claim."
    }
}

/// A figure that a document shows and that no run has drawn yet.
private struct MissingFigure: Error, CustomStringConvertible {
    let file: URL
    let command: String

    var description: String { "\(file.path) is not there; `\(command)` draws it" }
}
