import Randomness
import Tensors

/// Dense layers in a row.
///
/// Owns its layers and the memory of one minibatch's activations and gradients, which is reused from step to step.
package final class Network {
    package let layers: [DenseLayer]
    /// Layer i's output, of the last minibatch.
    private var outputs: [Tensor]
    /// The loss's gradient by layer i's output.
    private var gradients: [Tensor]

    /// A network whose parameters are all zero.
    package init(_ architecture: [LayerArchitecture]) {
        precondition(!architecture.isEmpty, "a network has at least one layer")
        for (before, after) in zip(architecture, architecture.dropFirst()) {
            precondition(before.outputs == after.inputs, "a layer of \(before.outputs) outputs before \(after.inputs)")
        }
        layers = architecture.enumerated().map { DenseLayer($1, index: $0) }
        outputs = architecture.map { Tensor([0, $0.outputs]) }
        gradients = outputs
    }

    package var architecture: [LayerArchitecture] { layers.map(\.architecture) }
    package var inputs: Int { layers[0].architecture.inputs }

    /// What the network makes of a minibatch `[N, inputs]`; kept until the next call.
    @discardableResult
    package func forward(_ input: Tensor, using kernels: any Kernels) -> Tensor {
        for (index, layer) in layers.enumerated() {
            layer.forward(index == 0 ? input : outputs[index - 1], into: &outputs[index], using: kernels)
        }
        return outputs[layers.count - 1]
    }

    /// The mean loss of the last minibatch against its target, and the gradients of all parameters by it.
    package func backward(input: Tensor, target: Tensor, loss: Loss, using kernels: any Kernels) -> Double {
        let last = layers.count - 1
        gradients[last].resize(rows: input.rows)
        let value = loss.evaluate(outputs[last], target: target, gradient: &gradients[last], using: kernels)
        for index in stride(from: last, through: 0, by: -1) {
            layers[index].backward(
                input: index == 0 ? input : outputs[index - 1], output: outputs[index], gradient: &gradients[index],
                using: kernels)
            // Nobody needs the gradient by the pixels.
            if index > 0 { layers[index].propagate(gradients[index], into: &gradients[index - 1], using: kernels) }
        }
        return value
    }

    /// All parameters in order, weights before bias.
    package var parameters: [Parameter] { layers.flatMap { [$0.weights, $0.bias] } }

    /// Visits each parameter in place, in the order of ``parameters``.
    package func updateParameters(_ body: (inout Parameter) throws -> Void) rethrows {
        for layer in layers {
            try body(&layer.weights)
            try body(&layer.bias)
        }
    }

    /// Draws all parameters, layer by layer, weights before bias.
    package func initialize(_ initializer: Initializer, using generator: inout some RandomNumberGenerator) {
        for layer in layers {
            initializer.fill(&layer.weights.value, of: layer.architecture, as: .weights, using: &generator)
            initializer.fill(&layer.bias.value, of: layer.architecture, as: .bias, using: &generator)
        }
    }

    /// A network of some of the layers, with copies of their parameters: an encoder or a decoder.
    package func part(_ range: Range<Int>) -> Network {
        let part = Network(range.map { layers[$0].architecture })
        for (copy, original) in zip(part.layers, layers[range]) {
            copy.weights.value = original.weights.value
            copy.bias.value = original.bias.value
        }
        return part
    }
}
