import Randomness

/// Tensors of random numbers: element i comes from word i of the stream, so nothing depends on how many are drawn at once.
package protocol RandomKernels: AnyObject {
    /// samples = 1 where u < probabilities, else 0, with u = (word >> 8)·2⁻²⁴.
    func drawBernoulli(_ stream: RandomStream, probabilities: Tensor, into samples: inout Tensor)

    /// factors = 0 where u < rate, else 1 / (1 − rate); u as for ``drawBernoulli(_:probabilities:into:)``.
    func drawDropoutFactors(_ stream: RandomStream, rate: Float, into factors: inout Tensor)

    /// Standard normal variates of 23 random bits each: |x| at most 5.3.
    ///
    /// - Source: M. Giles, "Approximating the erfinv function", GPU Computing Gems 2010, single precision.
    func drawStandardNormals(_ stream: RandomStream, into variates: inout Tensor)
}
