import ClassicalCodecs
import Codecs
import Datasets
import Files
import Foundation
import ImageQuality
import Images
import Measurements
import PictureFiles
import Pipeline
import Pixels
import ReportDocuments
import Stages
import Testing

/// `show-pictures` on drawn digits and drawn models.
@Suite("Pictures of what codecs give back")
struct ShowPicturesTests {
    @Test("the sprite holds originals, what comes back and the difference, and the table what each file costs")
    func shown() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits(testImages: 200)
        let outputs = try await trial.run(
            "show-pictures", parameters(worst: 2), inputs: try await inputs(of: trial, digits), into: "shown")
        let labels = try IDXFile(contentsOf: digits[3].url).elements
        let originals = try IDXFile(contentsOf: digits[2].url).elements
        let classes = Set(labels).count
        let rows = try SeparatedValues.rows(
            of: readFile(try #require(outputs["table"])), header: header, path: "table")
        // Two methods, a column for each class and two more.
        #expect(rows.count == 2 * (classes + 2))
        // The page can read what the stage writes.
        _ = try PagePictures(
            name: "digits", rows: readFile(try #require(outputs["table"])),
            sprite: readFile(try #require(outputs["pictures"])),
            differences: readFile(try #require(outputs["differences"])), path: "table")
        let pictures = try PixelImage(contentsOf: #require(outputs["pictures"]))
        let differences = try PixelImage(contentsOf: #require(outputs["differences"]))
        for picture in [pictures, differences] {
            #expect(picture.height == 3 * 28 && picture.width == (classes + 2) * 28 && picture.channels == 1)
        }
        func cell(_ picture: PixelImage, _ row: Int, _ column: Int) -> [UInt8] {
            picture.cropped(top: row * 28, left: column * 28, height: 28, width: 28).bytes
        }
        for row in rows {
            let (column, line, image) = (
                try #require(Int(row.fields[0])), try #require(Int(row.fields[1])), try #require(Int(row.fields[2]))
            )
            #expect(labels[image] == UInt8(row.fields[3]))
            let original = cell(pictures, 0, column)
            #expect(original == Array(originals[image * 784..<(image + 1) * 784]))
            let decoded = cell(pictures, line, column)
            #expect(decoded != original)
            let differs = cell(differences, line, column)
            #expect(differs == zip(decoded, original).map { UInt8(min(max(128 + Int($0) - Int($1), 0), 255)) })
            #expect(cell(differences, 0, column).allSatisfy { $0 == 128 })
            let squares = zip(decoded, original).reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
            #expect(abs(try #require(Double(row.fields[16])) - Double(squares) / (784 * 65_025)) < 1e-12)
            let bytes = try row.fields[8...10].map { try #require(Int($0)) }.reduce(0, +)
            #expect(row.fields[11] == MeasurementFile.decimal(Double(bytes * 8) / Double(200 * 784)))
            // A picture alone has fewer bytes than all of them.
            #expect(try row.fields[13...15].map { try #require(Int($0)) }.reduce(0, +) < bytes)
        }
    }

    @Test("a method is shown at the setting nearest to the rate, and its numbers are those of the file of all images")
    func rate() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        let inputs = try await inputs(of: trial, digits)
        var settings: [String] = []
        for rate in [0.2, 8] {
            let outputs = try await trial.run(
                "show-pictures", parameters(rate: rate, worst: 1), inputs: inputs, into: "rate-\(rate)")
            let table = try SeparatedValues.rows(
                of: readFile(try #require(outputs["table"])), header: header, path: "table")
            settings.append(try #require(table.last).fields[6])
            let rows = try MeasurementFile.read(try #require(outputs["measurements"]))
            let measured = try #require(rows.first { $0.metric == "bitsPerPixel" && $0.subject == "JPEG" })
            #expect(MeasurementFile.decimal(measured.value) == table.last?.fields[11])
            #expect(rows.first { $0.metric == "spriteRow" && $0.subject == "JPEG" }?.value == 2)
        }
        #expect(settings == ["jpeg-optimized/mosaic/5", "jpeg-optimized/mosaic/100"])
    }

    @Test("the medians of the classes by the reference's error, then the middles of parts of the worst tenth")
    func chosen() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits(testImages: 200)
        let inputs = try await inputs(of: trial, digits)
        let outputs = try await trial.run("show-pictures", parameters(worst: 4), inputs: inputs, into: "chosen")
        let whole = try await trial.run("show-pictures", parameters(worst: 20), inputs: inputs, into: "decile")
        func images(_ outputs: [String: URL], _ choice: String) throws -> [Int] {
            try MeasurementFile.read(try #require(outputs["measurements"]))
                .filter { $0.metric == "imageIndex" && $0.subject == choice }
                .sorted { ($0.step ?? 0) < ($1.step ?? 0) }.map { Int($0.value) }
        }
        // The errors that the choice is made by, of all images.
        let pictures = try Pictures(IDXFile(contentsOf: digits[2].url))
        let codec = try ClassicalChoice.jpeg(quality: 5, packing: .mosaic, optimizesTables: true).codec()
        let errors = zip(try codec.decompress(codec.compress(pictures)).images, pictures.images)
            .map { meanSquaredError($0, $1) }
        let sorted = errors.indices.sorted { (errors[$0], $0) < (errors[$1], $1) }
        let labels = try IDXFile(contentsOf: digits[3].url).elements
        let medians = (0..<10).map { label in
            let members = sorted.filter { labels[$0] == UInt8(label) }
            return members[(members.count - 1) / 2]
        }
        #expect(try images(outputs, "class-median") == medians)
        let decile = sorted.suffix(20).filter { !medians.contains($0) }
        #expect(try images(whole, "worst-decile") == decile)
        #expect(try images(outputs, "worst-decile") == [1, 3, 5, 7].map { decile[$0 * decile.count / 8] })
    }

    @Test("parameters that fit no method or no set are refused by name")
    func refused() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        let inputs = try await inputs(of: trial, digits)
        for (parameters, expected) in [
            (parameters(worst: 3), "worst: expected 1 to 2 images, found 3"),
            (parameters(worst: 2).replacing(#""reference": "JPEG""#, with: #""reference": "GIF""#), "reference: GIF"),
            (parameters(rate: 0, worst: 2), "bitsPerPixel: expected a number above 0"),
            (parameters(worst: 2).replacing("b/components", with: "b/others"), "none of the decoders"),
            (
                parameters(worst: 2).replacing(#""models": "b/components""#, with: #""note": "none""#),
                "either models or classical"
            ),
        ] {
            do {
                _ = try await trial.run("show-pictures", parameters, inputs: inputs, into: "refused")
                Issue.record("accepted: \(expected)")
            } catch {
                #expect("\(error)".contains(expected), "\(error)")
            }
        }
    }

    private let header = [
        "column", "row", "image", "class", "choice", "method", "setting", "fileImages", "fileHeaderBytes",
        "fileSideTableBytes", "filePayloadBytes", "fileBitsPerPixel", "filePeakSignalToNoiseRatio",
        "aloneHeaderBytes", "aloneSideTableBytes", "alonePayloadBytes", "meanSquaredError", "peakSignalToNoiseRatio",
    ]

    private func parameters(rate: Double = 0.5, worst: Int) -> String {
        """
        {"methods": [{"name": "components", "models": "b/components"},
                     {"name": "JPEG", "classical": [{"jpeg": {"quality": 5, "packing": "mosaic", "optimizesTables": true}},
                                                    {"jpeg": {"quality": 100, "packing": "mosaic", "optimizesTables": true}}]}],
         "reference": "JPEG", "bitsPerPixel": \(rate), "worst": \(worst)}
        """
    }

    /// Principal components with two steps, and the test images.
    private func inputs(of trial: StageTrial, _ digits: [InputFile]) async throws -> [String: [InputFile]] {
        let components = try await trial.buildComponents(of: digits, named: "b/components")
        return [
            "encoders": [components.encoder], "decoders": [components.decoder],
            "images": [digits[2]], "labels": [digits[3]],
        ]
    }
}
