/// One step of each optimizer. Gradients come in; weights and the optimizer's state change in place.
///
/// With a weight decay λ, g is the gradient with λ·w added, fused.
package protocol OptimizerKernels: AnyObject {
    /// v = momentum·v + g; w = w − rate·v. Without momentum w = w − rate·g, and v is left alone.
    func stochasticGradientDescent(
        _ weights: inout Tensor, gradient: Tensor, velocity: inout Tensor, rate: Float, momentum: Float,
        weightDecay: Float)

    /// s = s + (g² − s)(1 − decay); v = momentum·v + rate·g/√(s + ε); w = w − v.
    func rootMeanSquarePropagation(
        _ weights: inout Tensor, gradient: Tensor, meanSquare: inout Tensor, velocity: inout Tensor,
        _ rates: RootMeanSquareRates)

    /// m = m + (g − m)(1 − β₁); v = v + (g² − v)(1 − β₂); w = w − rate·m/(√v·rootCorrection + ε).
    func adam(
        _ weights: inout Tensor, gradient: Tensor, mean: inout Tensor, meanSquare: inout Tensor, _ rates: AdamRates)
}

/// The rates of one RMSProp step.
package struct RootMeanSquareRates: Sendable {
    package let rate: Float, decay: Float, momentum: Float, epsilon: Float

    package init(rate: Float, decay: Float, momentum: Float, epsilon: Float) {
        (self.rate, self.decay, self.momentum, self.epsilon) = (rate, decay, momentum, epsilon)
    }
}

/// The rates of one Adam step; `rate` carries 1/(1 − β₁ᵗ), `rootCorrection` is 1/√(1 − β₂ᵗ).
package struct AdamRates: Sendable {
    package let rate: Float, rootCorrection: Float, beta1: Float, beta2: Float, epsilon: Float, weightDecay: Float

    package init(rate: Float, rootCorrection: Float, beta1: Float, beta2: Float, epsilon: Float, weightDecay: Float) {
        (self.rate, self.rootCorrection) = (rate, rootCorrection)
        (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
        self.weightDecay = weightDecay
    }
}
