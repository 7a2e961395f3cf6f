/// Passes over whole arrays that layers and penalties are made of.
package protocol ElementwiseKernels: AnyObject {
    /// x[i, …, c] = x[i, …, c] · factors[i, c], in place: `factors` is `[N, channels]`, or has a number for each of x.
    func scaleChannels(of x: inout Tensor, by factors: Tensor)

    /// y = fma(factor, x, y), element by element.
    func addScaled(_ x: Tensor, factor: Float, to y: inout Tensor)

    /// y = y + factor where x > 0, y − factor where x < 0: the gradient of factor · Σ |x|.
    func addScaledSign(of x: Tensor, factor: Float, to y: inout Tensor)

    /// Σ |x|, in double, over 16 interleaved lanes joined pairwise.
    func sumOfMagnitudes(_ x: Tensor) -> Double
}
