/// The arithmetic that networks are made of: the seam between Swift and the compiled kernels.
///
/// Two implementations give the same bits: ``CompiledKernels`` (fast) and ``ReferenceKernels`` (plain loops, the specification).
/// Sizes are checked in one place, by extensions of this protocol; a mismatch is our own mistake and traps.
///
/// Channels are a tensor's last dimension: the units of `[N, units]`, the channels of `[N, height, width, channels]`. Whatever works
/// by channel takes both.
package protocol Kernels: MatrixKernels, ImageKernels, NormalizationKernels, ActivationKernels, ElementwiseKernels,
    LossKernels, OptimizerKernels, RandomKernels, MinibatchKernels
{}
