import Randomness

/// What a codec needs and gives at several settings.
package struct RateDistortionCurve: Equatable, Sendable {
    /// A setting's rate, above 0, and quality, such as bits per pixel and decibels.
    package struct Point: Equatable, Sendable {
        package let rate: Double
        package let quality: Double

        package init(rate: Double, quality: Double) { (self.rate, self.quality) = (rate, quality) }
    }

    /// In rising order of rate; of each two the one with the higher rate has the higher quality.
    package let points: [Point]

    /// The points that are worth having: those that no other gives more quality at no higher rate.
    package init(_ all: [Point]) {
        precondition(
            all.allSatisfy { $0.rate > 0 && $0.rate.isFinite && $0.quality.isFinite }, "rates above 0 and qualities")
        points = all.sorted { ($0.rate, -$0.quality) < ($1.rate, -$1.quality) }.reduce(into: []) { kept, point in
            if let last = kept.last, last.quality >= point.quality { return }
            kept.append(point)
        }
    }
}

/// How much less rate a codec needs than another at equal quality, or how much more quality it gives at equal rate, on average.
///
/// - Source: Bjøntegaard 2001, "Calculation of average PSNR differences between RD-curves", VCEG-M33; piecewise cubics in the place of one
///   of third degree as in Bjøntegaard 2008, VCEG-AI11.
package struct BjontegaardDelta: Equatable, Sendable {
    /// Of the rate, as a fraction: −0.3 is 30 % less.
    package let rate: Double
    /// The qualities that both reach.
    package let qualities: ClosedRange<Double>
    /// Of the quality; `nil` where no rate is common to both.
    package let quality: Double?

    /// - Returns: `nil` where no interval of quality is common to both, or one of them has a single point.
    package init?(
        of curve: RateDistortionCurve, against anchor: RateDistortionCurve, _ slopes: PiecewiseCubic.Slopes
    ) {
        guard curve.points.count >= 2, anchor.points.count >= 2 else { return nil }
        let byQuality = [curve, anchor].map { curve in
            PiecewiseCubic(
                through: curve.points.map { (x: $0.quality, y: naturalLogarithm($0.rate)) }, slopes)
        }
        guard let (qualities, logarithm) = meanDifference(byQuality[0], byQuality[1]) else { return nil }
        let byRate = [curve, anchor].map { curve in
            PiecewiseCubic(
                through: curve.points.map { (x: naturalLogarithm($0.rate), y: $0.quality) }, slopes)
        }
        rate = exponential(logarithm) - 1
        self.qualities = qualities
        quality = meanDifference(byRate[0], byRate[1])?.mean
    }
}

/// Of the first less the second, over what is common to both.
private func meanDifference(
    _ first: PiecewiseCubic, _ second: PiecewiseCubic
) -> (range: ClosedRange<Double>, mean: Double)? {
    let lower = max(first.domain.lowerBound, second.domain.lowerBound)
    let upper = min(first.domain.upperBound, second.domain.upperBound)
    guard lower < upper else { return nil }
    let difference = first.integral(from: lower, to: upper) - second.integral(from: lower, to: upper)
    return (lower...upper, difference / (upper - lower))
}

/// eˣ by its series, the same on every machine.
private func exponential(_ x: Double) -> Double {
    // Halved until the series converges fast, then squared as often.
    var halvings = 0
    var rest = x
    while abs(rest) > 0.5 {
        rest /= 2
        halvings += 1
    }
    var sum = 1.0
    for term in stride(from: 20.0, through: 1, by: -1) { sum = 1 + rest / term * sum }
    for _ in 0..<halvings { sum *= sum }
    return sum
}
