import Foundation
import Measurements
import Pipeline
import RateDistortion

/// Holds the curves of codecs against one another: how much less rate each needs than the anchors at equal quality.
enum CompareRates: StageKind {
    static let name = "compare-rates"
    static let summary = "compares curves of rate and distortion (Bjøntegaard)"
    static let sourceFolder = "CompareRates"

    struct Parameters: Codable, Sendable {
        let curves: [Curve]
        /// The names of the curves that all others are held against.
        let anchors: [String]
        let slopes: [PiecewiseCubic.Slopes]
    }

    /// The points of one codec: all bits per pixel, and the PSNR that belongs to them, of some stages.
    struct Curve: Codable, Sendable {
        let name: String
        /// What the names of its stages begin with.
        let stages: String
        /// What the subjects of its rates begin with; all when left out. The PSNR is of the same subject, or of the part before its last slash.
        let subjects: String?
        /// The last part of the subjects of its rates; any when left out.
        let coder: String?
    }

    /// `images` are those that the measurements are of; they are not read, only named.
    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.many("measurements"), .one("images")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let rows = try context.inputs("measurements").flatMap { try MeasurementFile.read($0.url) }
        var measurements = StageMeasurements(of: context.stage, on: try context.input("images"))
        var curves: [(name: String, curve: RateDistortionCurve)] = []
        for declared in parameters.curves { curves.append((declared.name, try declared.curve(in: rows))) }
        for anchor in parameters.anchors {
            guard let reference = curves.first(where: { $0.name == anchor })?.curve else {
                throw UnusableInput("anchors: \(anchor) is none of the curves")
            }
            for (name, curve) in curves where name != anchor {
                for slopes in parameters.slopes {
                    // No number where the two have no quality in common.
                    guard let delta = BjontegaardDelta(of: curve, against: reference, slopes) else { continue }
                    let subject = "\(name)/\(anchor)/\(slopes.rawValue)"
                    measurements.add(
                        "rateDifference", of: subject, delta.rate, unit: "fraction of the rate", split: .test)
                    if let quality = delta.quality {
                        measurements.add(
                            "qualityDifference", of: subject, quality, unit: MeasurementUnit.decibels, split: .test)
                    }
                    measurements.add(
                        "commonFrom", of: subject, delta.qualities.lowerBound, unit: MeasurementUnit.decibels,
                        split: .test)
                    measurements.add(
                        "commonTo", of: subject, delta.qualities.upperBound, unit: MeasurementUnit.decibels,
                        split: .test)
                }
            }
        }
        try measurements.write(in: context)
    }
}

extension CompareRates.Curve {
    /// - Throws: ``UnusableInput`` where no point belongs to it, or a rate has no PSNR.
    fileprivate func curve(in rows: [Measurements.Measurement]) throws -> RateDistortionCurve {
        let mine = rows.filter { $0.stage.hasPrefix(stages) && $0.split == .test && $0.class == nil }
        var qualities: [String: Double] = [:]
        for row in mine where row.metric == "peakSignalToNoiseRatio" {
            qualities["\(row.stage) \(row.subject)"] = row.value
        }
        var points: [RateDistortionCurve.Point] = []
        for row in mine
        where row.metric == "bitsPerPixel" && row.subject.hasPrefix(subjects ?? "")
            && row.subject.hasSuffix(coder.map { "/\($0)" } ?? "")
        {
            let part = row.subject.split(separator: "/").dropLast().joined(separator: "/")
            guard let quality = qualities["\(row.stage) \(row.subject)"] ?? qualities["\(row.stage) \(part)"] else {
                throw UnusableInput("curve \(name): \(row.stage) has no PSNR of \(row.subject)")
            }
            points.append(.init(rate: row.value, quality: quality))
        }
        guard !points.isEmpty else {
            throw UnusableInput("curve \(name): expected bits per pixel of stages “\(stages)…”, found none")
        }
        return RateDistortionCurve(points)
    }
}
