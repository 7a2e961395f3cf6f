import Randomness
import Tensors

/// A term added to the loss that keeps a layer's outputs small or rarely active.
package struct ActivationPenalty: Codable, Equatable, Sendable {
    package enum Kind: Codable, Equatable, Sendable {
        /// weight · Σ |a|, the sum over a layer's outputs, averaged over the minibatch's examples.
        case magnitude(weight: Double)

        /// weight · Σ over units of KL(target ‖ mean activation), the means over the minibatch (for images over pixels as well). The
        /// activations lie in (0, 1); means are clamped to [1e-7, 1 − 1e-7].
        ///
        /// - Source: A. Ng, "Sparse autoencoder", CS294A lecture notes, 2011.
        case sparsity(target: Double, weight: Double)
    }

    /// The index of the layer.
    package let layer: Int
    package let kind: Kind

    package init(layer: Int, _ kind: Kind) { (self.layer, self.kind) = (layer, kind) }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            layer: try container.decode(Int.self, forKey: .layer), try container.decode(Kind.self, forKey: .kind))
        if case .sparsity(let target, _) = kind, !(target > 0 && target < 1) {
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: container,
                debugDescription: "target: expected a mean activation between 0 and 1, found \(target)")
        }
    }

    /// Adds the penalty's gradient by a layer's output.
    ///
    /// - Returns: the penalty.
    func add(
        to gradient: inout Tensor, of output: Tensor, _ scratch: inout PenaltyScratch, using kernels: any Kernels
    ) -> Double {
        switch kind {
        case .magnitude(let weight):
            let share = weight / Double(output.rows)
            kernels.addScaledSign(of: output, factor: Float(share), to: &gradient)
            return share * kernels.sumOfMagnitudes(output)
        case .sparsity(let target, let weight):
            precondition(target > 0 && target < 1, "a mean activation in (0, 1), not \(target)")
            kernels.moments(of: output, sums: &scratch.sums, squares: &scratch.squares)
            let count = Double(output.elements.count / output.channels)
            if scratch.slopes.shape != [output.channels] { scratch.slopes = Tensor([output.channels]) }
            var divergence = 0.0
            for (channel, sum) in scratch.sums.enumerated() {
                // A NaN stays one, so that a training that diverges is found out.
                let mean = sum / count < 1e-7 ? 1e-7 : sum / count > 1 - 1e-7 ? 1 - 1e-7 : sum / count
                divergence += mean.isNaN ? mean : relativeEntropy(of: target, to: mean)
                let slope = weight / count * ((1 - target) / (1 - mean) - target / mean)
                scratch.slopes.withElements { $0[channel] = Float(slope) }
            }
            kernels.addBias(scratch.slopes, andActivate: .identity, &gradient)
            return weight * divergence
        }
    }
}

/// Memory that penalties use in each step.
struct PenaltyScratch {
    var sums: [Double] = []
    var squares: [Double] = []
    /// The gradient by each channel's activations.
    var slopes = Tensor([0])
}

/// KL(p ‖ q) of two coins, in nats.
private func relativeEntropy(of p: Double, to q: Double) -> Double {
    p * naturalLogarithm(p / q) + (1 - p) * naturalLogarithm((1 - p) / (1 - q))
}
