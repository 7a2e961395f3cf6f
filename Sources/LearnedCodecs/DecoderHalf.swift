import CompressedFiles
import EntropyCoding
import Files
import Foundation
import NeuralNetworks
import Tensors

/// All of a codec's model that a receiver needs: the network from codes to tiles, and what the levels in a file stand for.
///
/// As a file it is a model file with more tensors. Of each of its quantizers, from 0: `quantizers.0.levels`, the number of levels of each
/// unit, or one for all; `quantizers.0.values`, what these stand for, unit after unit; `quantizers.0.frequencies`, how often they are
/// expected. Where levels stand for several units, `values` is a matrix with a row for each level. The metadata's `tile` is the size of the network's pictures, such as 28x28.
package struct DecoderHalf {
    package let network: Network
    /// From coarse to fine; a file says by which of them it is coded.
    package let quantizers: [CodeQuantizer]
    package let tile: TileSize

    /// A file names its quantizer in a byte.
    package static let quantizerCounts = 1...256

    package init(network: Network, quantizers: [CodeQuantizer], tile: TileSize) {
        precondition(
            DecoderHalf.quantizerCounts.contains(quantizers.count)
                && quantizers.allSatisfy { $0.units == network.inputs } && network.outputCount == tile.samples,
            "a network from \(network.inputs) to \(network.outputCount) numbers for codes of \(quantizers.map(\.units)) units and "
                + "tiles of \(tile.text)")
        (self.network, self.quantizers, self.tile) = (network, quantizers, tile)
    }

    /// The file's bytes.
    package func encoded() throws -> Data {
        try ModelFile.encode(
            network,
            extraTensors: quantizers.enumerated().flatMap { index, quantizer in
                let names = TensorNames(quantizer: index)
                return [
                    (names.levels, row(quantizer.quantizers.map { Float($0.levelCount) })),
                    (names.values, quantizer.valueTensor),
                    (names.frequencies, row(quantizer.tables.flatMap { $0.frequencies.map(Float.init) })),
                ]
            }, extraMetadata: [tileKey: tile.text])
    }

    /// Reads a file's bytes.
    ///
    /// - Throws: `SafetensorsError`, `ModelFileError` or ``DecoderHalfError``.
    package init(decoding data: Data) throws {
        let file = try Safetensors(decoding: data)
        network = try ModelFile.decode(file)
        guard let tile = file.metadata[tileKey].flatMap(TileSize.init), tile.samples == network.outputCount else {
            throw DecoderHalfError.wrongTile(outputs: network.outputCount, found: file.metadata[tileKey])
        }
        self.tile = tile
        var quantizers: [CodeQuantizer] = []
        while DecoderHalf.quantizerCounts.contains(quantizers.count + 1),
            quantizers.isEmpty || file[TensorNames(quantizer: quantizers.count).levels] != nil
        {
            quantizers.append(try CodeQuantizer(quantizers.count, in: file, units: network.inputs))
        }
        self.quantizers = quantizers
    }

    /// Bytes that a quantizer adds to the half's file, at four for each number.
    package static func bytes(of quantizer: CodeQuantizer) -> Int {
        quantizer.quantizers.reduce(0) { $0 + 4 * (1 + $1.levelCount + $1.values.count) }
    }
}

/// Names a decoder half in compressed files and in its encoder: the first 8 bytes of the SHA-256 digest of its file.
package func fingerprint(ofDecoderHalf encoded: Data) -> [UInt8] {
    Array(Digest(of: encoded).bytes.prefix(CompressedFile.fingerprintBytes))
}

private let tileKey = "tile"

private struct TensorNames {
    let levels: String, values: String, frequencies: String

    init(quantizer index: Int) {
        let names = ["levels", "values", "frequencies"].map { "quantizers.\(index).\($0)" }
        (levels, values, frequencies) = (names[0], names[1], names[2])
    }
}

private func row(_ numbers: [Float]) -> Tensor { Tensor([numbers.count], elements: numbers) }

extension CodeQuantizer {
    fileprivate var valueTensor: Tensor {
        let values = quantizers.flatMap(\.values)
        return unitsPerLevel == 1
            ? row(values) : Tensor([values.count / unitsPerLevel, unitsPerLevel], elements: values)
    }

    fileprivate init(_ index: Int, in file: Safetensors, units: Int) throws(DecoderHalfError) {
        func tensor(_ name: String) throws(DecoderHalfError) -> (numbers: [Float], shape: [Int]) {
            guard let tensor = file[name] else { throw .missingTensor(name) }
            return (tensor.elements.withUnsafeBufferPointer(Array.init), tensor.shape.dimensions)
        }
        let names = TensorNames(quantizer: index)
        let counts = try tensor(names.levels).numbers.map { Int(exactly: $0) ?? 0 }
        let (allValues, shape) = try tensor(names.values)
        let dimension = shape.count == 2 ? shape[1] : 1
        var values = allValues[...]
        var frequencies = try tensor(names.frequencies).numbers[...]
        guard (1...units).contains(dimension), [1, units / dimension].contains(counts.count),
            counts.allSatisfy(ScalarQuantizer.levelCounts.contains),
            values.count == counts.reduce(0, +) * dimension, frequencies.count == counts.reduce(0, +)
        else { throw .wrongQuantizer(index: index, units: units) }
        var quantizers: [VectorQuantizer] = [], tables: [FrequencyTable] = []
        for count in counts {
            guard
                let quantizer = VectorQuantizer(dimension: dimension, values: Array(values.prefix(count * dimension))),
                let table = FrequencyTable(frequencies: frequencies.prefix(count).map { UInt16(exactly: $0) ?? 0 })
            else { throw .wrongQuantizer(index: index, units: units) }
            quantizers.append(quantizer)
            tables.append(table)
            (values, frequencies) = (values.dropFirst(count * dimension), frequencies.dropFirst(count))
        }
        guard let quantizer = CodeQuantizer(quantizers: quantizers, tables: tables, units: units) else {
            throw .wrongQuantizer(index: index, units: units)
        }
        self = quantizer
    }
}

/// A model file that is not the decoder half of a codec.
package enum DecoderHalfError: Error, Equatable {
    case missingTensor(String)
    /// The metadata's tile, and how many numbers the network gives.
    case wrongTile(outputs: Int, found: String?)
    /// The tensors of a quantizer contradict each other or the network.
    case wrongQuantizer(index: Int, units: Int)
}

extension DecoderHalfError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missingTensor(let name):
            "expected the decoder half of a codec with the tensor “\(name)”, found a model file without it; "
                + "give the decoder that a build-codec stage made"
        case .wrongTile(let outputs, let found):
            "expected the metadata to say what tile the \(outputs) outputs are, such as 28x28, found \(found ?? "nothing"); "
                + "give the decoder that a build-codec stage made"
        case .wrongQuantizer(let index, let units):
            "quantizer \(index): expected levels, values and frequencies for a code of \(units) units, found tensors that contradict "
                + "each other; get the file anew"
        }
    }
}
