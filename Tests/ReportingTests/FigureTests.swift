import CommittedReport
import Foundation
import Reporting
import Testing

@Suite("Figures")
struct FigureTests {
    private static let style = Repository.plots.appending(path: "style.gp")

    private func renderer(_ name: String) -> FigureRenderer {
        FigureRenderer(script: Repository.plots.appending(path: "\(name).gp"), style: Self.style)
    }

    @Test(
        "figures are drawn as SVG and PNG, with the same bytes each time, also from a short run or one network",
        arguments: [
            ErcanFixture(), ErcanFixture(dataset: "synthetic-digits", replicates: 1, epochs: 3),
            ErcanFixture(replicates: 2, epochs: 30, recipes: ["paper"], codes: [64]),
        ])
    func declaredFigures(fixture: ErcanFixture) async throws {
        let store = try Repository.store(of: fixture.measurements)
        let figures = try Declarations.read().figures.filter { ErcanFixture.figures.contains($0.name) }
        #expect(figures.count == ErcanFixture.figures.count)
        for figure in figures {
            let data = try FigureData(figure, from: store)
            #expect(data.isSynthetic == (fixture.dataset != "mnist"))
            for terminal in FigureRenderer.Terminal.allCases {
                let picture = try await renderer(figure.name).render(data, terminal: terminal)
                #expect(try await renderer(figure.name).render(data, terminal: terminal) == picture)
                if terminal == .svg {
                    let text = String(decoding: picture, as: UTF8.self)
                    #expect(text.hasSuffix("</svg>\n\n"))
                    #expect(text.contains("Liberation Sans"))
                    #expect(text.contains("synthetic data") == data.isSynthetic)
                } else {
                    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
                }
                try keep(picture, "\(figure.name)-\(fixture.dataset)-\(fixture.replicates).\(terminal.rawValue)")
            }
        }
    }

    @Test("an error in a script comes with gnuplot's own message and line")
    func brokenScript() async throws {
        let error = await #expect(throws: FigureError.self) {
            try await draw("load 'style.gp'\nplot nonsense(x)\n")
        }
        let message = try #require(error).description
        #expect(message.hasPrefix("broken: gnuplot stopped: "), "\(message)")
        #expect(message.contains("\"broken.gp\" line 2: undefined function: nonsense"), "\(message)")
    }

    @Test("a script that draws nothing is an error")
    func nothingDrawn() async throws {
        await #expect(throws: FigureError.noPicture(figure: "broken")) { try await draw("load 'style.gp'\n") }
    }

    @Test("a text that would break the data file is refused")
    func unprintable() async throws {
        await #expect(throws: FigureError.unprintable(figure: "broken", data: "data", text: "a\tb")) {
            try await draw("plot x", query: "SELECT 'a' || char(9) || 'b' AS text")
        }
    }

    private func draw(_ script: String, query: String = "SELECT 1 AS x") async throws -> Data {
        let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).gp")
        try Data(script.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        let figure = Figure(name: "broken", caption: "c", queries: ["data": query])
        let data = try FigureData(figure, from: try Repository.store(of: []))
        return try await FigureRenderer(script: url, style: Self.style).render(data, terminal: .svg)
    }

    /// Leaves the pictures in the folder that `KEEP_FIGURES` names, to be looked at.
    private func keep(_ picture: Data, _ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["KEEP_FIGURES"] else { return }
        try picture.write(to: URL(filePath: folder).appending(path: name))
    }
}
