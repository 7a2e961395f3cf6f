import Tensors

/// Dropout of single numbers, or of whole channels where an example has fewer factors than numbers.
///
/// In training y = x·m with m = 0 or 1/(1 − rate); otherwise y = x.
final class DropoutLayer: Layer {
    private let index: Int
    private let rate: Float
    /// The last minibatch's, `[N, factors]`.
    private var factors: Tensor
    private var isDropping = false

    init(index: Int, rate: Double, factorsPerExample: Int) {
        (self.index, self.rate) = (index, Float(rate))
        factors = Tensor([0, factorsPerExample])
    }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        output.copyElements(of: input)
        guard case .training(let step) = mode else {
            isDropping = false
            return
        }
        isDropping = true
        factors.resize(rows: input.rows)
        kernels.drawDropoutFactors(step.stream(ofLayer: index), rate: rate, into: &factors)
        kernels.scaleChannels(of: &output, by: factors)
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        inputGradient.copyElements(of: gradient)
        if isDropping { kernels.scaleChannels(of: &inputGradient, by: factors) }
    }
}
