import Randomness
import Tensors

/// A restricted Boltzmann machine with sigmoid units on both sides, trained by contrastive divergence.
///
/// p(h = 1 | v) = σ(v·W + c), p(v = 1 | h) = σ(h·Wᵀ + b). Visible units are real numbers in [0, 1], taken as probabilities.
///
/// - Shape: weights W `[visible, hidden]`, visible bias b `[visible]`, hidden bias c `[hidden]`.
/// - Source: Hinton and Salakhutdinov 2006, doi:10.1126/science.1127647, and its program `rbm.m`.
package struct BinaryRBM {
    package private(set) var weights: Tensor
    package private(set) var visibleBias: Tensor
    package private(set) var hiddenBias: Tensor

    /// Weights from N(0, 0.1²), biases zero.
    package init(visible: Int, hidden: Int, using generator: inout some RandomNumberGenerator) {
        weights = Tensor([visible, hidden])
        Initializer.normal(standardDeviation: 0.1).fill(
            &weights, as: .weights(fanIn: visible, fanOut: hidden), using: &generator)
        visibleBias = Tensor([visible])
        hiddenBias = Tensor([hidden])
    }

    /// A machine of known numbers.
    package init(weights: Tensor, visibleBias: Tensor, hiddenBias: Tensor) {
        precondition(
            visibleBias.shape == [weights.rows] && hiddenBias.shape == [weights.columns],
            "biases of \(visibleBias.shape) and \(hiddenBias.shape) for weights of \(weights.shape)")
        (self.weights, self.visibleBias, self.hiddenBias) = (weights, visibleBias, hiddenBias)
    }

    package var visible: Int { weights.rows }
    package var hidden: Int { weights.columns }

    /// p(h = 1 | v) for each row: what the next machine up is trained on. `probabilities` is resized to the rows.
    ///
    /// - Cost: 2·N·visible·hidden flops.
    package func hiddenProbabilities(
        of visible: Tensor, into probabilities: inout Tensor, using kernels: any Kernels
    ) {
        probabilities.resize(rows: visible.rows)
        kernels.multiply(
            .plain(visible), .plain(weights), addingBias: hiddenBias, activation: .sigmoid, into: &probabilities)
    }

    /// p(v = 1 | h) for each row.
    func visibleProbabilities(of hidden: Tensor, into probabilities: inout Tensor, using kernels: any Kernels) {
        probabilities.resize(rows: hidden.rows)
        kernels.multiply(
            .plain(hidden), .transposed(weights), addingBias: visibleBias, activation: .sigmoid, into: &probabilities)
    }

    /// Weights, visible bias and hidden bias.
    var tensors: [Tensor] { [weights, visibleBias, hiddenBias] }

    /// Visits ``tensors`` in place.
    mutating func update(_ body: (Int, inout Tensor) -> Void) {
        body(0, &weights)
        body(1, &visibleBias)
        body(2, &hiddenBias)
    }

    /// Machines stacked on one another as an autoencoder: up through the hidden biases, down through the transposed weights and the
    /// visible biases. The decoder's weights are its own from here on.
    ///
    /// - Precondition: each machine's hidden units are the next one's visible ones.
    package static func unrolled(_ machines: [BinaryRBM]) -> Network {
        for (lower, upper) in zip(machines, machines.dropFirst()) {
            precondition(lower.hidden == upper.visible, "\(lower.hidden) hidden units under \(upper.visible)")
        }
        let up = machines.map { ($0.weights, $0.hiddenBias) }
        let down = machines.reversed().map { ($0.weights.transposed(), $0.visibleBias) }
        let network = Network(
            (up + down).map { .dense(inputs: $0.0.rows, outputs: $0.0.columns, activation: .sigmoid) })
        var tensors = (up + down).flatMap { [$0.0, $0.1] }.makeIterator()
        network.updateParameters { if let tensor = tensors.next() { $0.value = tensor } }
        return network
    }
}
