import Foundation
import Tensors

/// A network as a file: safetensors whose metadata name the architecture, so that the file alone rebuilds it.
package enum ModelFile {
    /// The metadata key under which the architecture stands, as a JSON array of layers.
    static let architectureKey = "architecture"

    /// The network's parameters and architecture.
    ///
    /// - Parameter extra: more tensors and metadata, such as an optimizer's state.
    package static func encode(
        _ network: Network, extraTensors: [(name: String, tensor: Tensor)] = [], extraMetadata: [String: String] = [:]
    ) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let architecture = String(decoding: try encoder.encode(network.architecture), as: UTF8.self)
        return Safetensors(
            tensors: network.parameters.map { ($0.name, $0.value) } + extraTensors,
            metadata: extraMetadata.merging(["format": "bottleneck-1", architectureKey: architecture]) { $1 }
        ).encoded()
    }

    /// Rebuilds the network.
    ///
    /// - Throws: ``SafetensorsError`` or ``ModelFileError``.
    package static func decode(_ file: Safetensors) throws -> Network {
        guard let text = file.metadata[architectureKey] else { throw ModelFileError.noArchitecture }
        let architecture: [LayerArchitecture]
        do {
            architecture = try JSONDecoder().decode([LayerArchitecture].self, from: Data(text.utf8))
        } catch {
            throw ModelFileError.unreadableArchitecture(text)
        }
        guard !architecture.isEmpty,
            architecture.allSatisfy({ (1...1 << 20).contains($0.inputs) && (1...1 << 20).contains($0.outputs) }),
            zip(architecture, architecture.dropFirst()).allSatisfy({ $0.outputs == $1.inputs })
        else { throw ModelFileError.unreadableArchitecture(text) }
        // Held against the file's tensors before the network's memory is claimed.
        for (index, layer) in architecture.enumerated() {
            for (name, shape) in [
                ("layers.\(index).weight", Shape([layer.inputs, layer.outputs])),
                ("layers.\(index).bias", Shape([layer.outputs])),
            ] {
                guard let found = file[name]?.shape else { throw ModelFileError.missingTensor(name) }
                guard found == shape else {
                    throw ModelFileError.wrongShape(tensor: name, expected: shape, found: found)
                }
            }
        }
        let network = Network(architecture)
        network.updateParameters { parameter in
            if let tensor = file[parameter.name] { parameter.value = tensor }
        }
        return network
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
