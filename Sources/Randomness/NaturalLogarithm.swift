/// ln x of a positive normal number by the series of artanh: with x = m·2ᵉ, ln x = e·ln 2 + 2·artanh((m − 1)/(m + 1)).
package func naturalLogarithm(_ x: Double) -> Double {
    precondition(x > 0 && x.isNormal, "the logarithm of a positive normal number, not of \(x)")
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.4142135623730951 {
        significand /= 2
        exponent += 1
    }
    let s = (significand - 1) / (significand + 1)
    let square = s * s
    var series = 0.0
    for denominator in stride(from: 25.0, through: 1, by: -2) { series = series * square + 1 / denominator }
    // ln 2 in two parts, so that a whole multiple of the first is exact.
    return exponent * 0.693147180369123816490 + (2 * s * series + exponent * 1.90821492927058770002e-10)
}
