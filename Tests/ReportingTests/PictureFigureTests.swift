import CommittedReport
import Foundation
import Measurements
import Reporting
import Testing

import struct Measurements.Measurement

/// The figures that show pictures, and codes as pictures, on few measurements whose numbers are known.
@Suite("Figures of pictures and of codes")
struct PictureFigureTests {
    @Test("a contact sheet is drawn from the sprites, the same bytes each time, and its pixels are not smoothed")
    func contactSheet() async throws {
        let figure = try figure("pictures-digits")
        let store = try Repository.store(of: sheet)
        let data = try FigureData(figure, from: store)
        #expect(data.results["methods"]?.rows.map { $0[1] } == [.text("zebra"), .text("ant")])
        let sprite = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
        try #require(Data(base64Encoded: threeByThreeCells)).write(to: sprite)
        defer { try? FileManager.default.removeItem(at: sprite) }
        let pictures = ["pictures": sprite, "differences": sprite]
        let renderer = renderer("pictures")
        let svg = try await renderer.render(data, pictures: pictures, terminal: .svg)
        #expect(try await renderer.render(data, pictures: pictures, terminal: .svg) == svg)
        let text = String(decoding: svg, as: UTF8.self)
        // Originals and two methods twice, each in the two parts of the sheet.
        let images = text.components(separatedBy: "<image style='image-rendering:pixelated' ").count - 1
        #expect(images == 10)
        #expect(!text.contains("<image x"))
        for label in ["zebra", "ant", "0.250 bpp, 20.50 dB", "0.500 bpp, 30.00 dB"] { #expect(text.contains(label)) }
        let png = try await renderer.render(data, pictures: pictures, terminal: .png)
        #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        try keep(png, "pictures-digits.png")
    }

    @Test("a figure that declares a picture and is not given it says so")
    func missingPicture() async throws {
        let data = try FigureData(figure("pictures-digits"), from: try Repository.store(of: sheet))
        await #expect(throws: FigureError.self) { try await renderer("pictures").render(data, terminal: .svg) }
    }

    @Test("histograms have every part of every unit, and count what is dead and saturated")
    func histograms() async throws {
        let figure = try figure("code-histograms")
        let data = try FigureData(figure, from: try Repository.store(of: histogramRows))
        let cells = try #require(data.results["patel"])
        // Units 1 and 0, by their means, with four parts each.
        #expect(cells.rows.count == 8)
        let shares = cells.rows.filter { $0[1] == .integer(0) }.map { $0[3] }
        #expect(shares == [.real(1), .integer(0), .integer(0), .integer(0)])
        #expect(data.results["units"]?.rows.filter { $0[0] == .text("patel") }.count == 2 * 2)
        let text = String(
            decoding: try await renderer("code-histograms").render(data, terminal: .svg), as: UTF8.self)
        #expect(text.contains("1 dead, 1 saturated of 2 units"))
        #expect(text.contains("1 dead of 2 units"))
        try keep(try await renderer("code-histograms").render(data, terminal: .png), "code-histograms.png")
    }

    @Test("labels of classes whose means lie near one another are pushed apart, others stay at their means")
    func planes() async throws {
        let figure = try figure("code-planes")
        let data = try FigureData(figure, from: try Repository.store(of: planeRows))
        let planes = try #require(data.results["planes"])
        #expect(planes.rows.count == 7 * 2 * 3)
        func numbers(_ name: String) throws -> [Double] {
            let column = try #require(planes.columns.firstIndex(of: name))
            return planes.rows.prefix(3).map { if case .real(let value) = $0[column] { value } else { .nan } }
        }
        let (means, labels) = (try numbers("mean_x"), try numbers("label_x"))
        #expect(means == [0, 0.01, 4] && labels[2] == 4)
        #expect(labels[1] - labels[0] > 0.3 && abs(labels[0] + labels[1] - 0.01) < 1e-9)
        let text = String(decoding: try await renderer("code-planes").render(data, terminal: .svg), as: UTF8.self)
        #expect(text.components(separatedBy: "75 % of variance").count == 15 && text.contains("81 % right"))
        try keep(try await renderer("code-planes").render(data, terminal: .png), "code-planes.png")
    }

    private func figure(_ name: String) throws -> Figure {
        try #require(try Declarations.read().figures.first { $0.name == name })
    }

    private func renderer(_ script: String) -> FigureRenderer {
        FigureRenderer(
            script: Repository.plots.appending(path: "\(script).gp"),
            style: Repository.plots.appending(path: "style.gp"))
    }

    /// Leaves the pictures in the folder that `KEEP_FIGURES` names, to be looked at.
    private func keep(_ picture: Data, _ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["KEEP_FIGURES"] else { return }
        try picture.write(to: URL(filePath: folder).appending(path: name))
    }

    private func row(
        _ task: String, _ subject: String, _ metric: String, _ value: Double, class label: Int? = nil, step: Int? = nil
    ) -> Measurement {
        Measurement(
            stage: "pictures/\(task)", paper: "pictures", dataset: "mnist", split: .test, subject: subject,
            class: label, metric: metric, step: step, value: value, unit: "of a test")
    }

    /// Two methods, the second in the order of names first in the sheet, and three images.
    private var sheet: [Measurement] {
        let methods = [("zebra", 1.0, 0.25, 20.5), ("ant", 2, 0.5, 30)].flatMap { name, place, rate, ratio in
            [
                row("show[set=digits]", name, "spriteRow", place), row("show[set=digits]", name, "bitsPerPixel", rate),
                row("show[set=digits]", name, "peakSignalToNoiseRatio", ratio),
            ]
        }
        return methods
            + (0..<3).map { place in
                row(
                    "show[set=digits]", place < 2 ? "class-median" : "worst-decile", "imageIndex", Double(7 * place),
                    class: place, step: place)
            }
    }

    /// Two units of each network: one dead and saturated at 1, one that is neither, of the lower mean.
    private var histogramRows: [Measurement] {
        ["ercan", "ercan-adam", "wani-notebook", "wani-clean", "patel"].flatMap { network in
            let task = "codes[network=\(network)]"
            let isBounded = !network.hasPrefix("wani")
            var rows = [
                row(task, "code", "codeUnits", 2), row(task, "code", "bins", 4), row(task, "code", "least", 0),
                row(task, "code", "greatest", 1), row(task, "code", "deadUnits", 1), row(task, "code", "imageCount", 9),
                row(task, "0", "mean", 1), row(task, "0", "isDead", 1), row(task, "0", "share", 1, step: 3),
                row(task, "1", "mean", 0.1), row(task, "1", "isDead", 0), row(task, "1", "share", 1, step: 0),
            ]
            if isBounded {
                rows += [
                    row(task, "code", "saturatedUnits", 1), row(task, "code", "saturatedFraction", 0.5),
                    row(task, "0", "isSaturated", 1), row(task, "1", "isSaturated", 0),
                ]
            }
            return rows
                + ["0", "1"].flatMap { [row(task, $0, "level", 0.2, step: 0), row(task, $0, "level", 0.8, step: 1)] }
        }
    }

    /// Three classes in each plane, two of them almost in one place.
    private var planeRows: [Measurement] {
        ["digits-pixels", "ercan-adam", "wani-clean", "patel", "garments-pixels", "feng-cnn", "feng-ann"].flatMap {
            code in
            ["pca", "lda"].flatMap { method in
                let task = "plane[code=\(code)]"
                let classes = [0.0, 0.01, 4].enumerated().flatMap { label, x in
                    [
                        row(task, method, "meanX", x, class: label), row(task, method, "meanY", 0, class: label),
                        row(task, method, "varianceX", 0.5, class: label),
                        row(task, method, "varianceY", 0.25, class: label),
                        row(task, method, "covariance", 0.1, class: label),
                        row(task, method, "x", x + 0.3, class: label, step: label),
                        row(task, method, "y", x / 2, class: label, step: label),
                    ]
                }
                return classes + [
                    row(task, method, "varianceShare", 0.5, step: 1), row(task, method, "varianceShare", 0.25, step: 2),
                    row(task, method, "accuracy", 0.81),
                ]
            }
        }
    }

    /// A PNG file of 3 × 3 cells of 28 × 28 pixels, each of one grey.
    private let threeByThreeCells =
        "iVBORw0KGgoAAAANSUhEUgAAAFQAAABUCAAAAAA5AE8dAAAASklEQVR42u3WMQEAIAzEwIpABCIQgQhEIB8HP7D2IuDmVIVmaIcKCoVCoVAotAk6"
        + "Qit0QlAoFAqFQqFd0N8JuyEoFAqFQqHQJugDqAN2G38Jt1kAAAAASUVORK5CYII="
}
