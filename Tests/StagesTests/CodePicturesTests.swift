import Datasets
import Foundation
import Measurements
import NeuralNetworks
import Pipeline
import Stages
import Tensors
import Testing

/// `describe-codes` and `embed-codes` on numbers that are known.
@Suite("Pictures of codes")
struct CodePicturesTests {
    @Test("histograms sum to one, and dead and saturated units are those that were made so")
    func described() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        // Unit 0 is even over 0…1, unit 1 at its bounds, unit 2 always 0.5.
        let codes = Tensor([8, 3], elements: (0..<8).flatMap { [Float($0) / 7, $0 < 2 ? 0 : 1, 0.5] })
        let url = trial.folder.url.appending(path: "codes.safetensors")
        try Safetensors(tensors: [("codes", codes)]).encoded().write(to: url)
        let described = try await trial.run(
            "describe-codes",
            #"{"bins": 4, "deadSpan": 0.01, "saturation": 0.01, "saturatedShare": 0.9}"#,
            inputs: ["codes": [.from("e", url)], "images": [digits[2]]], into: "described")
        let rows = try MeasurementFile.read(try #require(described["measurements"]))
        func value(_ metric: String, _ subject: String) -> Double? {
            rows.first { $0.metric == metric && $0.subject == subject }?.value
        }
        func shares(_ unit: String) -> [Int?: Double] {
            Dictionary(
                uniqueKeysWithValues: rows.filter { $0.metric == "share" && $0.subject == unit }.map {
                    ($0.step, $0.value)
                })
        }
        #expect(shares("0") == [0: 0.25, 1: 0.25, 2: 0.25, 3: 0.25])
        #expect(shares("1") == [0: 0.25, 3: 0.75])
        #expect(shares("2") == [2: 1])
        #expect(value("least", "code") == 0 && value("greatest", "code") == 1)
        #expect(value("deadUnits", "code") == 1 && value("isDead", "2") == 1 && value("isDead", "0") == 0)
        #expect(value("saturatedUnits", "code") == 1)
        #expect(value("saturatedFraction", "0") == 0.25 && value("saturatedFraction", "1") == 1)
        #expect(abs(try #require(value("saturatedFraction", "code")) - 10 / 24.0) < 1e-12)
        #expect(value("mean", "1") == 0.75)
        #expect(!rows.contains { $0.metric == "level" })
    }

    @Test("codes that are not finite, or have no units, are refused")
    func unusableCodes() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        for (index, codes) in [
            Tensor([2, 2], elements: [0, .nan, 1, 0.5]), Tensor([2, 2], elements: [0, .infinity, 1, 0.5]),
            Tensor([2, 0], elements: []),
        ].enumerated() {
            let url = trial.folder.url.appending(path: "codes-\(index).safetensors")
            try Safetensors(tensors: [("codes", codes)]).encoded().write(to: url)
            await #expect(throws: (any Error).self) {
                _ = try await trial.run(
                    "describe-codes", #"{"bins": 4, "deadSpan": 0.01}"#,
                    inputs: ["codes": [.from("e", url)], "images": [digits[2]]], into: "refused-\(index)")
            }
        }
    }

    @Test("images that are all the same throughout each class give no discriminants, and the error says so")
    func sameThroughoutEachClass() async throws {
        let trial = try StageTrial()
        let (imageURL, labelURL) = (
            trial.folder.url.appending(path: "images"), trial.folder.url.appending(path: "labels")
        )
        try IDXFile(dimensions: [4, 1, 2], elements: [1, 2, 1, 2, 7, 8, 7, 8]).write(to: imageURL)
        try IDXFile(dimensions: [4], elements: [0, 0, 1, 1]).write(to: labelURL)
        let (images, labels) = (InputFile.from("datasets/same", imageURL), InputFile.from("datasets/same", labelURL))
        let error = await #expect(throws: (any Error).self) {
            _ = try await trial.run(
                "embed-codes", #"{"firstImages": 4, "shownImages": 1, "shrinkage": 0.001}"#,
                inputs: [
                    "images": [images], "labels": [labels], "testImages": [images], "testLabels": [labels],
                ])
        }
        #expect("\(try #require(error))".contains("differ within a class"))
    }

    @Test("a codec's levels are noted beside the codes, and one of other units is refused")
    func levels() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        let components = try await trial.run(
            "write-components", #"{"count": 5}"#, inputs: ["images": [digits[0]]], into: "components")
        let encoder = InputFile.from("w", try #require(components["encoder"]))
        let built = try await trial.run(
            "build-codec", #"{"design": "k-means", "bits": [1, 2], "pooled": false}"#,
            inputs: [
                "encoder": [encoder], "decoder": [.from("w", try #require(components["decoder"]))],
                "images": [digits[0]],
            ], into: "built")
        let encoded = try await trial.run(
            "encode-images", "{}", inputs: ["encoder": [encoder], "images": [digits[2]]], into: "encoded")
        let inputs = [
            "codes": [InputFile.from("e", try #require(encoded["codes"]))], "images": [digits[2]],
            "decoder": [.from("b", try #require(built["decoder"]))],
        ]
        let described = try await trial.run(
            "describe-codes", #"{"bins": 4, "deadSpan": 0.01, "bits": 2}"#, inputs: inputs, into: "described")
        let rows = try MeasurementFile.read(try #require(described["measurements"]))
        for unit in 0..<5 {
            let levels = rows.filter { $0.metric == "level" && $0.subject == "\(unit)" }.map(\.value)
            #expect(levels.count == 4 && levels == levels.sorted())
        }
        #expect(!rows.contains { $0.metric == "saturatedFraction" })
        await #expect(throws: (any Error).self) {
            _ = try await trial.run(
                "describe-codes", #"{"bins": 4, "deadSpan": 0.01, "bits": 3}"#, inputs: inputs, into: "refused")
        }
    }

    @Test("discriminants part classes that differ along the least variance, where components do not")
    func planes() async throws {
        let trial = try StageTrial()
        // Two pixels of large variance that say nothing, and two of small variance that are the class.
        func files(_ name: String, _ seed: Int) throws -> (images: InputFile, labels: InputFile) {
            var (pixels, labels): ([UInt8], [UInt8]) = ([], [])
            for index in 0..<120 {
                let label = index % 3
                let noise = (index * 37 + seed) % 101
                let other = (index * 53 + seed) % 97
                pixels += [
                    UInt8(2 * noise), UInt8(2 * other), UInt8(label == 1 ? 10 : 0) + UInt8(noise % 3),
                    UInt8(label == 2 ? 10 : 0) + UInt8(other % 3),
                ]
                labels.append(UInt8(label))
            }
            let (imageURL, labelURL) = (
                trial.folder.url.appending(path: "\(name)-images"), trial.folder.url.appending(path: "\(name)-labels")
            )
            try IDXFile(dimensions: [120, 2, 2], elements: pixels).write(to: imageURL)
            try IDXFile(dimensions: [120], elements: labels).write(to: labelURL)
            return (.from("datasets/\(name)", imageURL), .from("datasets/\(name)", labelURL))
        }
        let (training, test) = (try files("train", 5), try files("test", 11))
        let embedded = try await trial.run(
            "embed-codes", #"{"firstImages": 120, "shownImages": 7, "shrinkage": 0.0001}"#,
            inputs: [
                "images": [training.images], "labels": [training.labels], "testImages": [test.images],
                "testLabels": [test.labels],
            ], into: "embedded")
        let rows = try MeasurementFile.read(try #require(embedded["measurements"]))
        func values(_ metric: String, _ subject: String) -> [Double] {
            rows.filter { $0.metric == metric && $0.subject == subject }.map(\.value)
        }
        #expect(values("accuracy", "lda") == [1])
        #expect(try #require(values("accuracy", "pca").first) < 0.7)
        // Three means span a plane, so that it has all of their variance.
        #expect(abs(values("varianceShare", "lda").reduce(0, +) - 1) < 1e-9)
        let shares = values("varianceShare", "pca")
        #expect(shares.count == 2 && shares[0] >= shares[1] && shares.reduce(0, +) > 0.9 && shares.reduce(0, +) < 1)
        for subject in ["pca", "lda"] {
            #expect(values("x", subject).count == 7 && values("y", subject).count == 7)
            #expect(values("meanX", subject).count == 3 && values("covariance", subject).count == 3)
        }
        // The mean of all points is where the classes' means, equally large, have theirs; by components that of training images lies at 0.
        #expect(abs(values("meanX", "pca").reduce(0, +) / 3) < 0.1)
    }
}
