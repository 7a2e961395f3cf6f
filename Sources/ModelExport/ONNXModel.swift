import Foundation
import NeuralNetworks
import Tensors

/// A network as a file of ONNX, for runtimes that know nothing of ours.
///
/// The graph has one input, `input`, and one output, `output`: float32 of the network's own shapes behind a free first dimension,
/// `[N, units]` or `[N, height, width, channels]`, in the order of the pixels. Inside, images lie channel by channel, as the operators of
/// ONNX want them; transpositions stand where the two meet. Layers that only training knows (dropout, noise) leave no node. A value is
/// named after its layer and the operator that makes it (`layers.0.Gemm`), a constant as in the model file, whose weights of
/// convolutions `[kernel, kernel, channels, filters]` become `[filters, channels, kernel, kernel]`.
///
/// Rounding is the runtime's: its numbers differ from ours in the last digits of single precision.
///
/// - Source: https://onnx.ai/onnx/operators/, operator set 17.
package enum ONNXModel {
    /// The file's bytes; equal networks and metadata give equal bytes.
    ///
    /// - Parameter metadata: is written into the file for people to read, by name.
    /// - Throws: ``ONNXError`` for a layer that ONNX has no operator for.
    package static func encode(_ network: Network, name: String, metadata: [String: String] = [:]) throws(ONNXError)
        -> Data
    {
        var translation = ONNXTranslation(of: network, name: name)
        for index in network.architecture.layers.indices { try translation.addLayer(index) }
        return ONNX.Model(graph: translation.finishedGraph(), producer: "bottleneck", metadata: metadata).message.bytes
    }
}

/// What ONNX cannot say.
package enum ONNXError: Error, Equatable {
    case overlappingUnpooling(layer: Int, window: Int, stride: Int)
}

extension ONNXError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .overlappingUnpooling(let layer, let window, let stride):
            "layer \(layer) undoes a pooling whose windows overlap (window \(window), stride \(stride)): here numbers that meet add "
                + "up, in ONNX the last one stays; export it as safetensors, or pool with a stride of at least the window"
        }
    }
}
