/// Sums of losses over all elements of a minibatch, and their gradients.
package protocol LossKernels: AnyObject {
    /// Σ (y − t)², and `gradient` = (y − t)·scale.
    func squaredError(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double

    /// Σ (y − t)² alone.
    func squaredError(_ y: Tensor, target: Tensor) -> Double

    /// Σ −t·ln y − (1 − t)·ln(1 − y), y clamped to [1e-7, 1 − 1e-7], and `gradient` = (y − t)/(y(1 − y))·scale.
    func binaryCrossEntropy(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double

    /// Σ over rows of −ln softmax(logits)[label], and `gradient` = (softmax(logits) − [c = label])·scale.
    ///
    /// - Shape: logits and gradient `[N, classes]`, one label in 0 ..< classes per row.
    func softmaxCrossEntropy(logits: Tensor, labels: [Int32], gradient: inout Tensor, scale: Float) -> Double
}
