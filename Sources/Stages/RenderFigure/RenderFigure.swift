import Files
import Foundation
import Pipeline
import Reporting

/// Draws one figure from the measurements, as SVG and PNG.
enum RenderFigure: StageKind {
    static let name = "figure"
    static let summary = "draws a figure with gnuplot, as SVG and PNG"
    static let sourceFolder = "RenderFigure"

    typealias Parameters = Figure

    static func inputs(of figure: Figure) -> [InputDeclaration] {
        [.many("measurements"), .one("printed"), .many("views"), .one("script"), .one("style")]
            + (figure.pictures ?? []).map { .one($0) }
    }

    static func libraries() -> [String: String] {
        ["gnuplot": LibraryVersions.gnuplot, "sqlite": LibraryVersions.sqlite]
    }

    static func outputs(of figure: Figure) -> [OutputDeclaration] {
        FigureRenderer.Terminal.allCases.map { OutputDeclaration($0.rawValue, fileName: "figure.\($0.rawValue)") }
    }

    static func run(_ figure: Figure, in context: StageContext) async throws {
        let store = try MetricStore(
            inMemoryFrom: context.inputs("measurements").map(\.url), printed: context.input("printed").url,
            views: context.inputs("views").map(\.url))
        let data = try FigureData(figure, from: store)
        let renderer = try FigureRenderer(script: context.input("script").url, style: context.input("style").url)
        var pictures: [String: URL] = [:]
        for name in figure.pictures ?? [] { pictures[name] = try context.input(name).url }
        for terminal in FigureRenderer.Terminal.allCases {
            let picture = try await renderer.render(data, pictures: pictures, terminal: terminal)
            try writeAtomically(picture, to: context.output(terminal.rawValue), durable: false)
        }
    }
}
