/// A rule that moves parameters against their gradients, with its rates.
///
/// With a weight decay λ, λ·w is added to every parameter's gradient before the step, as in PyTorch: biases decay as well.
package enum OptimizerConfiguration: Codable, Equatable, Sendable {
    /// Stochastic gradient descent with (heavy-ball) momentum.
    case sgd(learningRate: Double, momentum: Double = 0, weightDecay: Double? = nil)

    /// RMSProp as TensorFlow 1 has it: ε stands inside the root, and the mean square starts at 1.
    ///
    /// - Source: `tf.train.RMSPropOptimizer` and its kernel `ApplyRMSProp`, TensorFlow 1.
    case rmsprop(learningRate: Double, decay: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-10)

    /// Adam with bias correction.
    ///
    /// - Source: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1.
    case adam(
        learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
        weightDecay: Double? = nil)
}
