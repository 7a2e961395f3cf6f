import Files
import Foundation
import Measurements
import Pipeline

/// Joins the measurements of many stages into one sorted file.
enum CollectMeasurements: StageKind {
    static let name = "collect-measurements"
    static let summary = "joins measurements into one sorted table"
    static let sourceFolder = "CollectMeasurements"

    struct Parameters: Codable, Sendable {}

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.many("measurements")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let rows = try context.inputs("measurements").flatMap { try MeasurementFile.read($0.url) }
        try MeasurementFile.write(rows, to: context.output("measurements"), durable: false)
    }
}
