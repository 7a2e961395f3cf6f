import Tensors

/// What training makes small.
package enum Loss: String, Codable, Sendable {
    /// The mean of (y − t)² over all elements of a minibatch.
    case meanSquaredError
    /// The mean of −t·ln y − (1 − t)·ln(1 − y) over all elements of a minibatch, in nats.
    case binaryCrossEntropy
    /// The mean of −ln softmax(y)[label] over a minibatch's examples, in nats.
    case softmaxCrossEntropy

    /// The mean loss, and its gradient by each output.
    func evaluate(_ output: Tensor, minibatch: Minibatch, gradient: inout Tensor, using kernels: any Kernels) -> Double
    {
        let count = Double(output.elements.count)
        let target = minibatch.target ?? minibatch.input
        switch self {
        case .meanSquaredError:
            return kernels.squaredError(output, target: target, gradient: &gradient, scale: Float(2 / count)) / count
        case .binaryCrossEntropy:
            return kernels.binaryCrossEntropy(output, target: target, gradient: &gradient, scale: Float(1 / count))
                / count
        case .softmaxCrossEntropy:
            let rows = Double(output.rows)
            return kernels.softmaxCrossEntropy(
                logits: output, labels: minibatch.labels, gradient: &gradient, scale: Float(1 / rows)) / rows
        }
    }
}
