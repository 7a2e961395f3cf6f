import Foundation
import LearnedCodecs
import NeuralNetworks
import Pipeline
import Tensors

/// Counts how the numbers of a code layer are spread, unit by unit: histograms, and units that say little.
enum DescribeCodes: StageKind {
    static let name = "describe-codes"
    static let summary = "counts how the codes of images are spread in each unit, and which units are dead or saturated"
    static let sourceFolder = "DescribeCodes"

    struct Parameters: Codable, Sendable {
        /// Parts of equal length that the span of all codes is cut into.
        let bins: Int
        /// A unit whose values span less than this over all images counts as dead.
        let deadSpan: Double
        /// A value this close to 0 or 1 counts as saturated. Left out for codes that are not bounded by 0 and 1.
        let saturation: Double?
        /// The share of a unit's values from which on it counts as saturated.
        let saturatedShare: Double?
        /// Bits of the codec's quantizer whose levels are noted; one of the decoder's.
        let bits: Int?
    }

    /// `images` are those that the codes are of; they are not read, only named. `decoder` is a codec's, as `build-codec` makes it.
    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("codes"), .optional("decoder"), .one("images")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try expect("bins", parameters.bins, in: 1...1_000)
        let file = try context.input("codes")
        guard let codes = try Safetensors(decoding: Data(contentsOf: file.url))["codes"],
            codes.shape.dimensions.count == 2, codes.rows > 0, codes.columns > 0,
            codes.elements.withUnsafeBufferPointer({ $0.allSatisfy(\.isFinite) })
        else { throw UnusableInput("\(file.name): expected the tensor “codes” of images and units, all finite") }
        let use = CodeUse(of: codes, parameters)
        var measurements = StageMeasurements(of: context.stage, on: try context.input("images"))
        measurements.add(use)
        if let bits = parameters.bits {
            let decoderFile = try context.input("decoder")
            let half = try DecoderHalf(decoding: Data(contentsOf: decoderFile.url))
            guard let quantizer = half.quantizers.first(where: { $0.bits == bits && $0.unitsPerLevel == 1 }),
                quantizer.units == codes.columns
            else {
                throw UnusableInput(
                    "\(decoderFile.name): expected a quantizer of \(bits) bits for each of \(codes.columns) units")
            }
            measurements.addLevels(of: quantizer)
        }
        try measurements.write(in: context)
    }
}

extension StageMeasurements {
    /// What holds of the whole code has the subject `code`, what holds of a unit its number, from 0. Parts without any value are left out.
    fileprivate mutating func add(_ use: CodeUse) {
        func add(_ metric: String, _ subject: String, _ value: Double, _ unit: String, step: Int? = nil) {
            self.add(metric, of: subject, value, unit: unit, split: .test, step: step)
        }
        add("imageCount", "code", Double(use.images), MeasurementUnit.count)
        add("codeUnits", "code", Double(use.units.count), MeasurementUnit.count)
        add("bins", "code", Double(use.bins), MeasurementUnit.count)
        add("least", "code", use.least, "code value")
        add("greatest", "code", use.greatest, "code value")
        add("deadUnits", "code", Double(use.units.count { $0.isDead }), MeasurementUnit.count)
        if use.boundsCodes {
            add("saturatedUnits", "code", Double(use.units.count { $0.isSaturated }), MeasurementUnit.count)
            let share = use.units.reduce(0) { $0 + $1.saturatedFraction } / Double(use.units.count)
            add("saturatedFraction", "code", share, MeasurementUnit.fraction)
        }
        for (index, unit) in use.units.enumerated() {
            let subject = "\(index)"
            add("mean", subject, unit.mean, "code value")
            add("isDead", subject, unit.isDead ? 1 : 0, MeasurementUnit.count)
            if use.boundsCodes {
                add("isSaturated", subject, unit.isSaturated ? 1 : 0, MeasurementUnit.count)
                add("saturatedFraction", subject, unit.saturatedFraction, MeasurementUnit.fraction)
            }
            for (bin, count) in unit.counts.enumerated() where count > 0 {
                add("share", subject, Double(count) / Double(use.images), MeasurementUnit.fraction, step: bin)
            }
        }
    }

    fileprivate mutating func addLevels(of quantizer: CodeQuantizer) {
        for unit in 0..<quantizer.units {
            let levels = quantizer.quantizers[quantizer.quantizers.count == 1 ? 0 : unit].values
            for (index, value) in levels.enumerated() {
                add("level", of: "\(unit)", Double(value), unit: "code value", step: index)
            }
        }
    }
}
