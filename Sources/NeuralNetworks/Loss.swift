import Tensors

/// What training makes small: a mean over all elements of a minibatch.
package enum Loss: String, Codable, Sendable {
    /// The mean of (y − t)².
    case meanSquaredError
    /// The mean of −t·ln y − (1 − t)·ln(1 − y), in nats.
    case binaryCrossEntropy

    /// The mean loss, and its gradient by each output.
    func evaluate(_ output: Tensor, target: Tensor, gradient: inout Tensor, using kernels: any Kernels) -> Double {
        let count = Double(output.elements.count)
        switch self {
        case .meanSquaredError:
            return kernels.squaredError(output, target: target, gradient: &gradient, scale: Float(2 / count)) / count
        case .binaryCrossEntropy:
            return kernels.binaryCrossEntropy(output, target: target, gradient: &gradient, scale: Float(1 / count))
                / count
        }
    }
}
