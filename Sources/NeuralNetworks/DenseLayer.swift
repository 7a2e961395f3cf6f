import Tensors

/// A fully connected layer: y = f(x·W + b).
///
/// - Shape: input `[N, inputs]`, output `[N, outputs]`, weights `[inputs, outputs]`, bias `[outputs]`.
/// - Cost: 2·N·inputs·outputs flops forward; the same for the weights' gradient and again for the input's.
package final class DenseLayer {
    package let architecture: LayerArchitecture
    package var weights: Parameter
    package var bias: Parameter

    package init(_ architecture: LayerArchitecture, index: Int) {
        self.architecture = architecture
        weights = Parameter(name: "layers.\(index).weight", shape: [architecture.inputs, architecture.outputs])
        bias = Parameter(name: "layers.\(index).bias", shape: [architecture.outputs])
    }

    /// Computes the layer's output; `output` is resized to the input's rows.
    package func forward(_ input: Tensor, into output: inout Tensor, using kernels: any Kernels) {
        output.resize(rows: input.rows)
        kernels.multiply(.plain(input), .plain(weights.value), into: &output, accumulating: false)
        kernels.addBias(bias.value, andActivate: architecture.activation, &output)
    }

    /// Computes the gradients of the layer's parameters.
    ///
    /// - Parameter gradient: the loss's gradient by the output; turned into that by x·W + b.
    package func backward(
        input: Tensor, output: Tensor, gradient: inout Tensor, using kernels: any Kernels
    ) {
        kernels.multiplyByDerivative(of: architecture.activation, at: output, &gradient)
        kernels.multiply(.transposed(input), .plain(gradient), into: &weights.gradient, accumulating: false)
        kernels.sumColumns(of: gradient, into: &bias.gradient)
    }

    /// Computes the loss's gradient by the input from that by x·W + b, as ``backward(input:output:gradient:using:)`` left it.
    package func propagate(_ gradient: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        inputGradient.resize(rows: gradient.rows)
        kernels.multiply(.plain(gradient), .transposed(weights.value), into: &inputGradient, accumulating: false)
    }
}

/// A dense layer's sizes and activation, as declarations and model files name them.
package struct LayerArchitecture: Codable, Equatable, Sendable {
    package let inputs: Int
    package let outputs: Int
    package let activation: Activation

    package init(inputs: Int, outputs: Int, activation: Activation) {
        precondition(inputs > 0 && outputs > 0, "a layer of \(inputs)×\(outputs)")
        (self.inputs, self.outputs, self.activation) = (inputs, outputs, activation)
    }

    /// Weights and biases.
    package var parameterCount: Int { (inputs + 1) * outputs }
}
