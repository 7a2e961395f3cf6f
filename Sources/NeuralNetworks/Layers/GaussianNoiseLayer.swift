import Tensors

/// In training y = x + σ·n with n from N(0, 1); otherwise y = x. Not clipped.
final class GaussianNoiseLayer: Layer {
    private let index: Int
    private let standardDeviation: Float
    /// The last minibatch's variates.
    private var variates = Tensor([0, 1])

    init(index: Int, standardDeviation: Double) {
        (self.index, self.standardDeviation) = (index, Float(standardDeviation))
    }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        output.copyElements(of: input)
        guard case .training(let step) = mode else { return }
        variates.resize(rows: input.elements.count)
        kernels.drawStandardNormals(step.stream(ofLayer: index), into: &variates)
        kernels.addScaled(variates, factor: standardDeviation, to: &output)
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        inputGradient.copyElements(of: gradient)
    }
}
