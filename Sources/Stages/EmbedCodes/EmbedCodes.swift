import Datasets
import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// Lays the codes of images out in a plane, by principal components and by linear discriminants, and asks how well the plane tells classes apart.
///
/// Both planes are found in training images. What is measured and shown is of test images; a classifier takes for each the class whose training
/// images have the nearest mean in the plane. Where no encoder is given, the pixels themselves are the code.
enum EmbedCodes: StageKind {
    static let name = "embed-codes"
    static let summary = "lays codes out in a plane by principal components and linear discriminants"
    static let sourceFolder = "EmbedCodes"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// How many training images the planes are found in, from the first.
        let firstImages: Int
        /// How many test images have their place noted, from the first.
        let shownImages: Int
        /// The part of the covariance within classes that is given to all directions alike: 0 to 1. Above 0 lest dead units have no variance.
        let shrinkage: Double
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.optional("encoder"), .one("images"), .one("labels"), .one("testImages"), .one("testLabels")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        guard (0...1).contains(parameters.shrinkage) else {
            throw UnusableInput("shrinkage: expected 0 to 1, found \(parameters.shrinkage)")
        }
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let encoder = try context.inputs("encoder").first.map { try ModelFile.read($0.url) }
        func vectors(images: String, labels: String, first: Int?) throws -> LabelledVectors {
            let file = try context.input(images)
            let set = try ImageSet(images: file.url, labels: context.input(labels).url)
            let pixels = try ByteMatrix(rows: set.count, columns: set.pixelsPerImage, bytes: set.pixels)
                .first(first, named: "firstImages")
            guard pixels.rows > 0 else { throw UnusableInput("\(file.producer): expected images, found none") }
            guard let encoder else {
                return LabelledVectors(bytes: pixels.bytes, count: pixels.rows, labels: set.labels)
            }
            guard pixels.columns == encoder.inputs else {
                throw UnusableInput(
                    "\(file.producer): the encoder takes \(encoder.inputs) pixels, the images have \(pixels.columns)")
            }
            return LabelledVectors(encoder.outputs(for: pixels, using: kernels), labels: set.labels)
        }
        let training = try vectors(images: "images", labels: "labels", first: parameters.firstImages)
        let test = try vectors(images: "testImages", labels: "testLabels", first: nil)
        try expect("shownImages", parameters.shownImages, in: 0...test.labels.count, "images")
        guard training.isFinite, test.isFinite else {
            throw UnusableInput("encoder: expected finite codes, found others; its training has diverged")
        }
        var measurements = StageMeasurements(of: context.stage, on: try context.input("testImages"))
        let planes = [
            ("pca", Plane(ofPrincipalComponentsOf: training)),
            ("lda", try Plane(ofDiscriminantsOf: training, shrinkage: parameters.shrinkage)),
        ]
        for (name, plane) in planes {
            measurements.add(
                plane, named: name, trainedOn: training, test: test, shownImages: parameters.shownImages)
        }
        try measurements.write(in: context)
    }
}

extension StageMeasurements {
    fileprivate mutating func add(
        _ plane: Plane, named subject: String, trainedOn training: LabelledVectors, test: LabelledVectors,
        shownImages: Int
    ) {
        for (axis, share) in plane.shares.enumerated() {
            add("varianceShare", of: subject, share, unit: MeasurementUnit.fraction, split: .train, step: axis + 1)
        }
        let centres = PlaneClass.all(of: plane.points(of: training), labels: training.labels)
        let points = plane.points(of: test)
        let hits = zip(points, test.labels).count { point, label in
            centres.min { $0.squaredDistance(to: point) < $1.squaredDistance(to: point) }?.label == label
        }
        add(
            "accuracy", of: subject, Double(hits) / Double(points.count), unit: MeasurementUnit.fraction, split: .test)
        for spread in PlaneClass.all(of: points, labels: test.labels) {
            for (metric, value) in [
                ("meanX", spread.mean.x), ("meanY", spread.mean.y), ("varianceX", spread.varianceX),
                ("varianceY", spread.varianceY), ("covariance", spread.covariance),
            ] {
                add(metric, of: subject, value, unit: "code value", split: .test, class: Int(spread.label))
            }
        }
        for (index, point) in points.prefix(shownImages).enumerated() {
            let label = Int(test.labels[index])
            add("x", of: subject, point.x, unit: "code value", split: .test, class: label, step: index)
            add("y", of: subject, point.y, unit: "code value", split: .test, class: label, step: index)
        }
    }
}
