/// What batch normalisation and penalties on mean activations need, by channel. The lists of numbers are resized to the channels.
package protocol NormalizationKernels: AnyObject {
    /// sums[c] = Σ x[…, c] and squares[c] = Σ x[…, c]², in double, in rising row.
    func moments(of x: Tensor, sums: inout [Double], squares: inout [Double])

    /// y[…, c] = f(fma(x[…, c], scale[c], shift[c])).
    func normalize(_ x: Tensor, scale: [Float], shift: [Float], activation: Activation, into y: inout Tensor)

    /// sums[c] = Σ g[…, c] and products[c] = Σ g[…, c]·((x[…, c] − mean[c])·inverse[c]): the bracket in single precision, the rest in
    /// double, in rising row.
    func normalizationSums(
        of gradient: Tensor, at x: Tensor, mean: [Float], inverse: [Float], sums: inout [Double],
        products: inout [Double])

    /// g[…, c] = fma(x[…, c], b[c], fma(g[…, c], a[c], d[c])), in place.
    func normalizationGradient(_ gradient: inout Tensor, at x: Tensor, a: [Float], b: [Float], d: [Float])
}
