/// Scalar twins of the compiled elementary functions: the same IEEE operations in the same order.
///
/// The polynomials are those of S. L. Moshier's Cephes library (single precision, https://netlib.org/cephes).

extension Activation {
    func reference(_ x: Float) -> Float {
        switch self {
        case .identity: x
        case .sigmoid: 1 / (1 + referenceExponential(-x))
        case .hyperbolicTangent: referenceHyperbolicTangent(x)
        case .rectifier: x <= 0 ? 0 : x
        }
    }
}

/// e^x; see `v_exp` of the C kernels.
package func referenceExponential(_ x: Float) -> Float {
    let x: Float = x < -105 ? -105 : x > 90 ? 90 : x
    let magic: Float = 12_582_912
    let shifted = magic.addingProduct(x, 1.44269504)
    let n = shifted - magic
    var r = x.addingProduct(n, -0.693359375)
    r = r.addingProduct(n, 2.12194440e-4)
    let p = horner(
        [1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1], r)
    let exponent = Int32(bitPattern: shifted.bitPattern) &- Int32(bitPattern: magic.bitPattern)
    let half = exponent >> 1
    return (r.addingProduct(p, r * r) + 1) * powerOfTwo(half) * powerOfTwo(exponent &- half)
}

/// The natural logarithm; see `v_log` of the C kernels.
package func referenceLogarithm(_ x: Float) -> Float {
    if x.isNaN { return x }
    if x == .infinity { return x }
    if x == 0 { return -.infinity }
    if x < 0 { return .nan }
    let isDenormal = x < Float.leastNormalMagnitude
    let raw = Int32(bitPattern: (isDenormal ? x * 8_388_608 : x).bitPattern)
    let exponent = (raw &- 0x3F35_04F3) >> 23
    let m = Float(bitPattern: UInt32(bitPattern: raw &- exponent << 23)) - 1
    let z = m * m
    let p = horner(
        [
            7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
            2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
        ], m)
    let n = Float(exponent &- (isDenormal ? 23 : 0))
    var y = (p * m * z).addingProduct(n, -2.12194440e-4)
    y = y.addingProduct(z, -0.5)
    return (m + y).addingProduct(n, 0.693359375)
}

/// The inverse error function on (−1, 1), in single precision.
///
/// - Source: M. Giles, "Approximating the erfinv function", GPU Computing Gems 2010, table 5.
func referenceInverseErrorFunction(_ x: Float) -> Float {
    let w = -referenceLogarithm((1 - x) * (1 + x))
    let central: [Float] = [
        2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087, -0.00125372503, -0.00417768164,
        0.246640727, 1.50140941,
    ]
    let tail: [Float] = [
        -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047,
        1.00167406, 2.83297682,
    ]
    return (w < 5 ? horner(central, w - 2.5) : horner(tail, w.squareRoot() - 3)) * x
}

private func referenceHyperbolicTangent(_ x: Float) -> Float {
    guard !(x.magnitude < 0.625) else {
        let z = x * x
        let p = horner(
            [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1], z)
        return x.addingProduct(p * z, x)
    }
    let large = 1 - 2 / (referenceExponential(x.magnitude + x.magnitude) + 1)
    return Float(bitPattern: large.bitPattern | (x.bitPattern & 0x8000_0000))
}

/// Horner's rule in fused steps; the coefficient of the highest power first.
private func horner(_ coefficients: [Float], _ x: Float) -> Float {
    coefficients.dropFirst().reduce(coefficients[0]) { $1.addingProduct($0, x) }
}

private func powerOfTwo(_ exponent: Int32) -> Float {
    Float(bitPattern: UInt32(bitPattern: (exponent &+ 127) << 23))
}
