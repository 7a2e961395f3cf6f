import Tensors

/// The same numbers in another shape, both ways.
///
/// - Cost: one copy; sharing memory would have the layer before allocate anew in each step.
final class ReshapingLayer: Layer {
    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        output.copyElements(of: input)
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        inputGradient.copyElements(of: gradient)
    }
}
