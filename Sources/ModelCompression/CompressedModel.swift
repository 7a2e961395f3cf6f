import Codecs
import CompressedFiles
import EntropyCoding
import ImageCompression
import LearnedCodecs
import NeuralNetworks
import Randomness
import Tensors

/// A decoder half in fewer bytes: what a receiver has to be sent once.
///
/// Layout, little-endian: the four bytes 89 42 4E 57; the format's version, 1; the number of notes (the metadata of a model file), each a key
/// and a text; the number of tensors, each a name, the number of its dimensions and these, and its numbers as ``StoredNumbers``; the CRC-32C of
/// all that. Texts have their length before them; lengths are base-128 numbers as in `CompressedFile`.
///
/// - Source: Han, Mao and Dally 2016, "Deep compression", arXiv:1510.00149: pruning, shared weights and Huffman's code one after the other,
///   without the training in between; Gong et al. 2014, arXiv:1412.6115, for product quantisation of weights.
package struct CompressedModel {
    package let tensors: [StoredTensor]
    package let metadata: [String: String]

    static let mark: [UInt8] = [0x89, 0x42, 0x4E, 0x57]
    static let version: UInt8 = 1

    init(tensors: [StoredTensor], metadata: [String: String]) { (self.tensors, self.metadata) = (tensors, metadata) }

    /// Stores a half's weights by a scheme. Biases and the like are stored in half precision unless the scheme is float32, all else without
    /// loss.
    ///
    /// - Parameter seed: of the draws that vectors of weights start from.
    /// - Throws: ``UnstorableModel``.
    /// - Precondition: the scheme has no ``WeightScheme/problem``.
    /// - Cost: a k-means of all weights for shared ones and products.
    package init(_ half: DecoderHalf, by scheme: WeightScheme, seed: UInt64) throws {
        precondition(scheme.problem == nil, "\(scheme.name): \(scheme.problem ?? "")")
        let file = try Safetensors(decoding: half.encoded())
        // A copy, since pruning changes the network.
        let network = try ModelFile.decode(file)
        MagnitudePruning.prune([network], percent: scheme.prunedPercent ?? 0)
        let parameters = Dictionary(uniqueKeysWithValues: network.parameters.map { ($0.name, $0) })
        let count = file.tensors.reduce(0) { $0 + $1.tensor.elements.count }
        guard count <= CompressedModel.mostNumbers else { throw UnstorableModel.tooManyNumbers(count) }
        tensors = try file.tensors.map { name, tensor in
            guard tensor.elements.withUnsafeBufferPointer({ $0.allSatisfy(\.isFinite) }) else {
                throw UnstorableModel.notFinite(tensor: name)
            }
            let numbers: StoredNumbers
            if let parameter = parameters[name], case .weights = parameter.role {
                numbers = StoredNumbers(weights: parameter.value, by: scheme, seed: seed)
            } else if let whole = StoredNumbers(wholeNumbers: tensor) {
                numbers = whole
            } else {
                let isLayers = parameters[name] != nil || name.hasPrefix("layers.")
                numbers = isLayers && scheme.numbers != .float32 ? StoredNumbers(halved: tensor) : .float32(tensor)
            }
            return StoredTensor(name: name, shape: tensor.shape, numbers: numbers)
        }
        metadata = file.metadata
    }

    /// The half as its receiver has it.
    ///
    /// - Throws: as `DecoderHalf(decoding:)`.
    package func decoderHalf() throws -> DecoderHalf {
        try DecoderHalf(
            decoding: Safetensors(tensors: tensors.map { ($0.name, $0.tensor) }, metadata: metadata).encoded())
    }

    /// The file's bytes.
    package func encoded() -> [UInt8] {
        var bytes = CompressedModel.mark + [CompressedModel.version]
        bytes.append(number: metadata.count)
        for (key, text) in metadata.sorted(by: { $0.key < $1.key }) {
            bytes.append(counted: Array(key.utf8))
            bytes.append(counted: Array(text.utf8))
        }
        bytes.append(number: tensors.count)
        for tensor in tensors {
            bytes.append(counted: Array(tensor.name.utf8))
            bytes.append(number: tensor.shape.dimensions.count)
            for dimension in tensor.shape.dimensions { bytes.append(number: dimension) }
            tensor.numbers.append(to: &bytes)
        }
        bytes.append(littleEndian: crc32C(bytes))
        return bytes
    }
}

/// A model that no file holds.
package enum UnstorableModel: Error, Equatable, CustomStringConvertible {
    case notFinite(tensor: String)
    case tooManyNumbers(Int)

    package var description: String {
        switch self {
        case .notFinite(let tensor):
            "expected finite numbers in \(tensor), found others: the training has diverged; take another model"
        case .tooManyNumbers(let count):
            "expected at most \(CompressedModel.mostNumbers) numbers in a model, found \(count); take a smaller one"
        }
    }
}

/// A tensor of a compressed model.
package struct StoredTensor {
    package let name: String
    package let shape: Shape
    package let numbers: StoredNumbers

    package var tensor: Tensor { Tensor(shape, elements: numbers.numbers(count: shape.count)) }
}
