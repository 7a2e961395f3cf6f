import Files
import Foundation
import Measurements
import Subprocess

/// Draws figures with gnuplot: the same bytes for the same data, script and gnuplot.
///
/// A script is run once for each terminal in a folder of its own, where it finds its data as tab-separated files with a header,
/// `style.gp`, and the variables `terminal` ('svg' or 'png'), `outputFile` and `synthetic` (0 or 1). It is given as a file, as gnuplot
/// goes on after an error in what it reads from its standard input.
package struct FigureRenderer: Sendable {
    package enum Terminal: String, Sendable, CaseIterable {
        case svg, png
    }

    /// `plots/<name>.gp`.
    private let script: URL
    /// `plots/style.gp`.
    private let style: URL

    package init(script: URL, style: URL) {
        self.script = script
        self.style = style
    }

    /// Draws one picture and gives its file's content.
    ///
    /// Pictures within it are shown pixel by pixel at every size: viewers of an SVG file would smooth them, and gnuplot does not ask them not to.
    ///
    /// - Parameter pictures: files that the script finds as `<name>.png`, by name.
    /// - Throws: ``FigureError``, with gnuplot's own message for an error in the script; `FileError`.
    package func render(
        _ data: FigureData, pictures: [String: URL] = [:], terminal: Terminal
    ) async throws -> Data {
        let name = data.figure.name
        let folder = FileManager.default.temporaryDirectory.appending(path: "figure-\(UUID().uuidString)")
        try createDirectory(folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (file, result) in data.results {
            let content = try result.tabSeparated(figure: name, data: file)
            try writeAtomically(Data(content.utf8), to: folder.appending(path: "\(file).tsv"), durable: false)
        }
        for (name, url) in pictures { try copy(url, to: folder.appending(path: "\(name).png")) }
        // The copies bear the names that gnuplot's messages should name, whatever the originals are called.
        try copy(script, to: folder.appending(path: "\(name).gp"))
        try copy(style, to: folder.appending(path: "style.gp"))
        let picture = folder.appending(path: "picture.\(terminal.rawValue)")
        let variables =
            "terminal = '\(terminal.rawValue)'; outputFile = '\(picture.lastPathComponent)'; "
            + "synthetic = \(data.isSynthetic ? 1 : 0)"
        try await runGnuplot(["-d", "-e", variables, "\(name).gp"], in: folder, figure: name)
        guard FileManager.default.fileExists(atPath: picture.path) else { throw FigureError.noPicture(figure: name) }
        let content = try readFile(picture)
        guard !content.isEmpty else { throw FigureError.noPicture(figure: name) }
        guard terminal == .svg, !pictures.isEmpty else { return content }
        return Data(
            String(decoding: content, as: UTF8.self)
                .replacing("<image ", with: "<image style='image-rendering:pixelated' ").utf8)
    }

    private func runGnuplot(_ arguments: [String], in folder: URL, figure: String) async throws {
        let status: TerminationStatus
        let message: String
        do {
            let result = try await run(
                .name("gnuplot"), arguments: Arguments(arguments),
                environment: .inherit.updating(["LC_ALL": "C.UTF-8", "GNUPLOT_LIB": nil]),
                workingDirectory: .init(folder.path), output: .discarded, error: .string(limit: 1 << 20))
            status = result.terminationStatus
            message = result.standardError
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw FigureError.gnuplotMissing
        } catch let error as SubprocessError {
            throw FigureError.script(figure: figure, message: "\(error)")
        }
        guard status.isSuccess else {
            let lines = message.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            throw FigureError.script(
                figure: figure, message: lines.filter { !$0.isEmpty && $0 != "^" }.joined(separator: " / "))
        }
        // A warning, of a missing font for instance, does not fail the figure; it belongs into the stage's log.
        if !message.isEmpty { FileHandle.standardError.write(Data("\(figure): \(message)".utf8)) }
    }

    private func copy(_ source: URL, to destination: URL) throws {
        try writeAtomically(readFile(source), to: destination, durable: false)
    }
}

extension QueryResult {
    /// A header and the rows, separated by tabs; `NaN` for NULL, which the scripts take for a missing value.
    fileprivate func tabSeparated(figure: String, data: String) throws -> String {
        try ([columns.map { QueryResult.Value.text($0) }] + rows).map { row in
            try row.map { value in
                switch value {
                case .null: return "NaN"
                case .integer(let integer): return "\(integer)"
                case .real(let real): return MeasurementFile.decimal(real)
                case .text(let text):
                    guard !text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else {
                        throw FigureError.unprintable(figure: figure, data: data, text: text)
                    }
                    return text
                }
            }.joined(separator: "\t") + "\n"
        }.joined()
    }
}
