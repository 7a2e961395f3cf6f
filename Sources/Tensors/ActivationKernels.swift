/// Biases and activations, forward and backward.
package protocol ActivationKernels: AnyObject {
    /// x[…, c] = f(x[…, c] + bias[c]), in place, by channel.
    func addBias(_ bias: Tensor, andActivate activation: Activation, _ x: inout Tensor)

    /// Turns the gradient by an activation's output into that by its input, in place; `output` is what the activation gave.
    func multiplyByDerivative(of activation: Activation, at output: Tensor, _ gradient: inout Tensor)

    /// sums[c] = Σ x[…, c] by channel: blocks of 400 rows, each from +0 in rising row, added in turn.
    func sumColumns(of x: Tensor, into sums: inout Tensor)
}

/// The functions a layer may end in. The raw values are their words in declarations and model files.
package enum Activation: String, Codable, Sendable, CaseIterable {
    case identity, sigmoid, hyperbolicTangent, rectifier
}
