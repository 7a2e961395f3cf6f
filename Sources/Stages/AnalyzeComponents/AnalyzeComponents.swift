import Foundation
import ImageCompression
import Pipeline
import Tensors

/// Principal components of the training images, and the test error of the first few: the line to beat.
enum AnalyzeComponents: StageKind {
    static let name = "analyze-components"
    static let summary = "measures the test error of principal component analysis"
    static let sourceFolder = "AnalyzeComponents"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// Numbers of components to measure.
        let counts: [Int]
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images"), .one("testImages")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let file = try context.input("images")
        let training = try ByteMatrix(images: file.url)
        let test = try ByteMatrix(images: context.input("testImages").url)
        try expect("counts", parameters.counts, in: 1...training.columns, "components")
        var measurements = StageMeasurements(of: context.stage, on: file)
        let components = PrincipalComponents(of: training, using: kernels)
        for (index, count) in parameters.counts.enumerated() {
            var rebuilt = components.reconstructions(of: test, count: count, using: kernels)
            measurements.addError(of: rebuilt, named: "pca-\(count)-unclipped", against: test)
            rebuilt.withElements { elements in
                for index in elements.indices { elements[index] = min(max(elements[index], 0), 1) }
            }
            measurements.addError(of: rebuilt, named: "pca-\(count)", against: test)
            context.report(
                StageProgress(completed: index + 1, total: parameters.counts.count, detail: "\(count) components"))
        }
        try measurements.write(in: context)
    }
}

extension StageMeasurements {
    fileprivate mutating func addError(of reconstructions: Tensor, named subject: String, against images: ByteMatrix) {
        let error = ReconstructionError(of: reconstructions, against: images)
        add("meanSquaredError", of: subject, error.mean, unit: MeasurementUnit.meanSquaredError, split: .test)
        add(
            "sumSquaredErrorPerImage", of: subject, error.meanSum, unit: MeasurementUnit.sumSquaredError, split: .test)
    }
}
