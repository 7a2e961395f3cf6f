import Randomness
import Tensors

/// One layer at work: its parameters, and what it keeps of the last minibatch.
///
/// The network owns the tensors between layers, and gives each its rows before a layer writes to it. Their first dimension counts the
/// minibatch's examples; the others are the layer's output shape.
protocol Layer: AnyObject {
    /// Computes the output.
    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels)

    /// Computes the gradients of the layer's parameters.
    ///
    /// - Parameter gradient: the loss's gradient by the output; what ``propagate(_:input:into:using:)`` needs of it is left here.
    func backward(input: Tensor, output: Tensor, gradient: inout Tensor, using kernels: any Kernels)

    /// Computes the loss's gradient by the input from what ``backward(input:output:gradient:using:)`` left.
    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels)

    /// Visits each parameter in place, in the order of the architecture.
    func updateParameters(_ body: (inout Parameter) throws -> Void) rethrows

    /// Visits each tensor that is saved with the network but not trained.
    func updateStatistics(_ body: (String, inout Tensor) throws -> Void) rethrows
}

extension Layer {
    func backward(input: Tensor, output: Tensor, gradient: inout Tensor, using kernels: any Kernels) {}
    func updateParameters(_ body: (inout Parameter) throws -> Void) rethrows {}
    func updateStatistics(_ body: (String, inout Tensor) throws -> Void) rethrows {}
}

/// What a forward pass is for.
package enum ForwardMode: Equatable, Sendable {
    /// Nothing is drawn, and normalisation uses the running statistics.
    case inference
    case training(TrainingStep)
}

/// A step's place in a training, which is all that its random numbers depend on.
package struct TrainingStep: Equatable, Sendable {
    package let seed: UInt64
    /// Both from 0; the step counts within the epoch.
    package let epoch: Int, step: Int

    package init(seed: UInt64, epoch: Int, step: Int) { (self.seed, self.epoch, self.step) = (seed, epoch, step) }

    /// What layer `layer` draws from.
    package func stream(ofLayer layer: Int) -> RandomStream {
        .draw(seed: seed, epoch: epoch, step: step, layer: layer)
    }

    /// What the step's examples draw from.
    package var streamOfExamples: RandomStream { .examples(seed: seed, epoch: epoch, step: step) }
}
