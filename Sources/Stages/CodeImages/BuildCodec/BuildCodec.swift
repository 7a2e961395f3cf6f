import Foundation
import ImageCompression
import LearnedCodecs
import ModelCompression
import NeuralNetworks
import Pipeline
import Randomness
import Tensors

/// Makes a codec of a trained autoencoder: finds quantizers for its codes of training images, and writes both halves.
enum BuildCodec: StageKind {
    static let name = "build-codec"
    static let summary = "makes the two halves of a codec from an autoencoder and its codes of training images"
    static let sourceFolder = "CodeImages/BuildCodec"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// Of the quantizers with ``bits``.
        let design: QuantizerDesign?
        /// One quantizer for each of these, 1 to 8 bits a unit; either they or ``steps``.
        let bits: [Int]?
        /// One quantizer for each of these, whose levels are the multiples of a step.
        let steps: [Double]?
        /// Units that a level stands for, of k-means; 1 when left out.
        let unitsPerLevel: Int?
        /// Whether all units share their levels and frequencies.
        let pooled: Bool
        /// How many images the quantizers are made from, from the first; all when left out.
        let firstImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("encoder"), .one("decoder"), .one("images")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [
            OutputDeclaration("encoder", fileName: "encoder.safetensors"),
            OutputDeclaration("decoder", fileName: "decoder.safetensors"),
            measurementsOutput,
        ]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let imageFile = try context.input("images")
        let (tile, pictures) = try trainingTiles(imageFile, parameters)
        let (encoderFile, decoderFile) = (try context.input("encoder"), try context.input("decoder"))
        let halves = try AutoencoderHalves(
            encoder: encoderFile.url, decoder: decoderFile.url, encoderName: encoderFile.name,
            decoderName: decoderFile.name, pixels: tile.samples)
        let codes = halves.encoder.outputs(for: pictures, using: kernels)
        guard codes.elements.withUnsafeBufferPointer({ $0.allSatisfy(\.isFinite) }) else {
            throw UnusableInput("\(encoderFile.name): expected finite codes, found others; its training has diverged")
        }
        let width = parameters.unitsPerLevel ?? 1
        guard width >= 1, halves.codeWidth % width == 0 else {
            throw UnusableInput(
                "unitsPerLevel: expected a divisor of the code's \(halves.codeWidth) units, found \(width)")
        }
        let quantizers = try parameters.makers(seed: context.seed).map {
            CodeQuantizer(for: codes, unitsPerLevel: width, pooled: parameters.pooled, $0)
        }
        let decoder = try DecoderHalf(network: halves.decoder, quantizers: quantizers, tile: tile).encoded()
        let encoder = try EncoderHalf(
            network: halves.encoder, decoderFingerprint: fingerprint(ofDecoderHalf: decoder)
        ).encoded()
        try decoder.write(to: context.output("decoder"))
        try encoder.write(to: context.output("encoder"))
        var measurements = StageMeasurements(of: context.stage, on: imageFile)
        measurements.add("fileBytes", of: "encoder", Double(encoder.count), unit: MeasurementUnit.bytes)
        measurements.add("fileBytes", of: "decoder", Double(decoder.count), unit: MeasurementUnit.bytes)
        measurements.add("codeUnits", of: "code", Double(halves.codeWidth), unit: MeasurementUnit.count)
        for (half, network) in [("encoder", halves.encoder), ("decoder", halves.decoder)] {
            measurements.add(
                "parameters", of: half, Double(network.parameters.reduce(0) { $0 + $1.value.elements.count }),
                unit: MeasurementUnit.count)
            measurements.add(
                "multiplications", of: half, Double(network.architecture.multiplications), unit: MeasurementUnit.count)
        }
        try measurements.write(in: context)
    }

    private static func trainingTiles(
        _ file: InputFile, _ parameters: Parameters
    ) throws -> (tile: TileSize, images: ByteMatrix) {
        let pictures = try file.pictures(firstImages: parameters.firstImages)
        let sides = [pictures.size.height, pictures.size.width]
        guard sides.allSatisfy(TileSize.sides.contains) else {
            throw UnusableInput("\(file.producer): expected images of at most 4096 pixels a side, found \(sides)")
        }
        guard pictures.size.channels == 1 else {
            throw UnusableInput("\(file.producer): expected grey images, found images in colour")
        }
        let tile = TileSize(height: sides[0], width: sides[1])
        return (
            tile, ByteMatrix(rows: pictures.size.count, columns: tile.samples, bytes: pictures.samples)
        )
    }
}

extension BuildCodec.Parameters {
    /// What makes each quantizer from the numbers of a unit, or the vectors of some units.
    fileprivate func makers(seed: UInt64) throws -> [([Float]) -> VectorQuantizer] {
        let width = unitsPerLevel ?? 1
        switch (design, bits, steps) {
        case (let design?, let bits?, nil):
            try expect("bits", bits, in: 1...8)
            try expect("bits", bits.count, in: 1...DecoderHalf.quantizerCounts.upperBound, "numbers")
            guard width > 1 else {
                return bits.map { bits in { VectorQuantizer(ScalarQuantizer(design, levels: 1 << bits, for: $0)) } }
            }
            guard design == .lloydMax else {
                throw UnusableInput("unitsPerLevel: expected the design k-means, found \(design.rawValue)")
            }
            return bits.map { bits in
                { vectors in
                    var generator = Philox(seed: seed, stream: 0)
                    return VectorQuantizer(levels: 1 << bits, dimension: width, for: vectors, using: &generator)
                }
            }
        case (nil, nil, let steps?):
            try expect("steps", steps.count, in: 1...DecoderHalf.quantizerCounts.upperBound, "numbers")
            guard width == 1 else { throw UnusableInput("unitsPerLevel: expected the design k-means, found steps") }
            return try steps.map { step in
                guard Float(step) > 0, Float(step).isFinite else {
                    throw UnusableInput("steps: expected numbers above 0, found \(step)")
                }
                return { VectorQuantizer(ScalarQuantizer(step: Float(step), for: $0)) }
            }
        default:
            throw UnusableInput(
                "expected either design and bits, or steps, found \(design == nil ? "no design" : "a design"), "
                    + "\(bits == nil ? "no bits" : "bits") and \(steps == nil ? "no steps" : "steps")")
        }
    }
}
