import Foundation
import ImageCompression
import NeuralNetworks
import Tensors

/// A model among the outputs of a stage.
package struct ExportedModel {
    /// The output's name, which names the files: `encoder`, `decoder`.
    package let name: String
    /// The model file, as the stage wrote it.
    package let safetensors: Data
    private let network: Network

    /// - Returns: `nil` where the bytes are safetensors of something else, such as codes.
    /// - Throws: `SafetensorsError` or `ModelFileError` for a model that is damaged.
    package init?(name: String, safetensors: Data) throws {
        do {
            network = try ModelFile.decode(Safetensors(decoding: safetensors))
        } catch ModelFileError.noArchitecture {
            return nil
        }
        (self.name, self.safetensors) = (name, safetensors)
    }

    /// The model as ONNX.
    ///
    /// - Throws: ``ONNXError``.
    package func onnx(metadata: [String: String]) throws(ONNXError) -> Data {
        try ONNXModel.encode(network, name: name, metadata: metadata)
    }
}

extension ExportedModel {
    /// The first images of an IDX file and what the models make of them, each of what the one before it gave: numbers to hold another
    /// reader of the exported files against.
    ///
    /// - Returns: safetensors with the tensor `images` `[N, pixels]`, in [0,1], and one `[N, outputs]` for each model, by its name.
    /// - Throws: `DatasetError` for a file that is not one of images, ``ExampleError`` for models that do not fit it or one another.
    package static func examples(
        _ count: Int, from images: URL, through models: [ExportedModel], using kernels: any Kernels
    ) throws -> Data {
        let all = try ByteMatrix(images: images)
        let chosen = all[0..<min(count, all.rows)]
        var input = Tensor([0, chosen.columns])
        kernels.gather((0..<Int32(chosen.rows)).map { $0 }[...], of: chosen, into: &input)
        var tensors = [(name: "images", tensor: input)]
        for model in models {
            guard model.network.inputs == input.columns else {
                throw ExampleError.wrongWidth(model: model.name, expected: model.network.inputs, found: input.columns)
            }
            input = model.network.outputs(for: input, using: kernels)
            tensors.append((model.name, input))
        }
        return Safetensors(tensors: tensors).encoded()
    }
}

/// What keeps models from being run one after the other.
package enum ExampleError: Error, Equatable, CustomStringConvertible {
    case wrongWidth(model: String, expected: Int, found: Int)

    package var description: String {
        switch self {
        case .wrongWidth(let model, let expected, let found):
            "the model “\(model)” takes \(expected) numbers, and the images, or the model before it, give \(found); "
                + "leave --examples out"
        }
    }
}
