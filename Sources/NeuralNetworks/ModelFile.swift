import Foundation
import Tensors

/// A network as a file: safetensors whose metadata name the architecture, so that the file alone rebuilds it.
package enum ModelFile {
    /// The metadata key under which the architecture stands, as a JSON array of layers.
    static let architectureKey = "architecture"
    /// The metadata key of one example's shape, a JSON array; absent where the layers say it.
    static let inputKey = "input"

    /// The network's parameters and architecture.
    ///
    /// - Parameter extra: more tensors and metadata, such as an optimizer's state.
    package static func encode(
        _ network: Network, extraTensors: [(name: String, tensor: Tensor)] = [], extraMetadata: [String: String] = [:]
    ) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        func text(_ value: some Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        let architecture = network.architecture
        var metadata = ["format": "bottleneck-1", architectureKey: try text(architecture.layers)]
        if !architecture.isImpliedByLayers { metadata[inputKey] = try text(architecture.input) }
        return Safetensors(
            tensors: network.parameters.map { ($0.name, $0.value) } + network.statistics + extraTensors,
            metadata: extraMetadata.merging(metadata) { $1 }
        ).encoded()
    }

    /// Rebuilds the network of a file on disk.
    ///
    /// - Throws: ``SafetensorsError`` or ``ModelFileError``; Foundation's error where there is no such file.
    package static func read(_ url: URL) throws -> Network {
        try decode(Safetensors(decoding: Data(contentsOf: url)))
    }

    /// Rebuilds the network.
    ///
    /// - Throws: ``SafetensorsError`` or ``ModelFileError``.
    package static func decode(_ file: Safetensors) throws -> Network {
        let architecture = try architecture(in: file)
        // Held against the file's tensors before the network's memory is claimed.
        try check(file, holds: architecture)
        let network = Network(architecture)
        copyTensors(of: file, to: network)
        return network
    }

    /// Gives a network the numbers that a file holds under its tensors' names, such as those of a model that it differs from in tied
    /// weights alone. What else the file holds is left out.
    ///
    /// - Throws: ``ModelFileError`` for a tensor that the file lacks or has in another shape; the network has not changed then.
    package static func restore(_ network: Network, from file: Safetensors) throws(ModelFileError) {
        try check(file, holds: network.architecture)
        copyTensors(of: file, to: network)
    }

    private static func check(
        _ file: Safetensors, holds architecture: NetworkArchitecture
    ) throws(ModelFileError) {
        for tensor in architecture.tensors {
            guard let found = file[tensor.name]?.shape else { throw .missingTensor(tensor.name) }
            guard found == tensor.shape else {
                throw .wrongShape(tensor: tensor.name, expected: tensor.shape, found: found)
            }
        }
    }

    private static func copyTensors(of file: Safetensors, to network: Network) {
        network.updateParameters { parameter in
            if let tensor = file[parameter.name] { parameter.value = tensor }
        }
        network.updateStatistics { name, statistic in
            if let tensor = file[name] { statistic = tensor }
        }
    }

    private static func architecture(in file: Safetensors) throws(ModelFileError) -> NetworkArchitecture {
        guard let text = file.metadata[architectureKey] else { throw .noArchitecture }
        do {
            let layers = try decodeJSON([LayerArchitecture].self, from: text.utf8)
            guard let input = file.metadata[inputKey] else { return try NetworkArchitecture(layers) }
            return try NetworkArchitecture(input: try decodeJSON([Int].self, from: input.utf8), layers: layers)
        } catch {
            throw .unreadableArchitecture(text)
        }
    }
}

/// A safetensors file that does not hold a network.
package enum ModelFileError: Error, Equatable {
    case noArchitecture
    case unreadableArchitecture(String)
    case missingTensor(String)
    case wrongShape(tensor: String, expected: Shape, found: Shape)
}

extension ModelFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noArchitecture: "the model file's metadata name no architecture"
        case .unreadableArchitecture(let text): "the model file's architecture is not a list of fitting layers: \(text)"
        case .missingTensor(let name): "the model file lacks the tensor “\(name)” that its architecture asks for"
        case .wrongShape(let tensor, let expected, let found):
            "the model file's tensor “\(tensor)” has shape \(found), its architecture asks for \(expected)"
        }
    }
}
