/// A curve through points, a cubic between each two, that has no corner.
package struct PiecewiseCubic: Equatable, Sendable {
    /// How steep the curve is at its points.
    package enum Slopes: String, CaseIterable, Codable, Sendable {
        /// Harmonic means of the chords' slopes: the curve rises wherever the points rise.
        ///
        /// - Source: Fritsch and Butland 1984, "A method for constructing local monotone piecewise cubic interpolants",
        ///   doi:10.1137/0905021; at the ends the three-point formula of Moler 2004, "Numerical Computing with MATLAB", section 3.6.
        case monotone = "pchip"
        /// Means of the chords' slopes weighed by how little the chords beyond bend.
        ///
        /// - Source: Akima 1970, doi:10.1145/321607.321609.
        case akima
    }

    private let x: [Double]
    private let y: [Double]
    private let slopes: [Double]

    /// - Precondition: two points at least, x rising.
    package init(through points: [(x: Double, y: Double)], _ kind: Slopes) {
        precondition(
            points.count >= 2 && zip(points, points.dropFirst()).allSatisfy { $0.x < $1.x }, "two points that rise")
        x = points.map(\.x)
        y = points.map(\.y)
        let widths = zip(x, x.dropFirst()).map { $1 - $0 }
        let chords = zip(zip(y, y.dropFirst()), widths).map { ($0.1 - $0.0) / $1 }
        slopes =
            switch kind {
            case .monotone: monotoneSlopes(widths, chords)
            case .akima: akimaSlopes(chords)
            }
    }

    /// Where the curve begins and ends.
    package var domain: ClosedRange<Double> { x[0]...x[x.count - 1] }

    /// ∫ y dx from `lower` to `upper`, both in ``domain``, exactly but for rounding.
    package func integral(from lower: Double, to upper: Double) -> Double {
        precondition(lower <= upper && domain.contains(lower) && domain.contains(upper), "\(lower) to \(upper)")
        var sum = 0.0
        for index in 0..<x.count - 1 {
            let (begin, end) = (max(lower, x[index]), min(upper, x[index + 1]))
            if begin < end { sum += antiderivative(end, index) - antiderivative(begin, index) }
        }
        return sum
    }

    /// Of the cubic after point `index`, from that point.
    private func antiderivative(_ place: Double, _ index: Int) -> Double {
        let width = x[index + 1] - x[index]
        let (t, rise) = ((place - x[index]) / width, y[index + 1] - y[index])
        let (first, last) = (slopes[index] * width, slopes[index + 1] * width)
        // y = y₀ + first·t + (3·rise − 2·first − last)·t² + (first + last − 2·rise)·t³.
        let square = 3 * rise - 2 * first - last
        let cube = first + last - 2 * rise
        return width * t * (y[index] + t * (first / 2 + t * (square / 3 + t * cube / 4)))
    }
}

private func monotoneSlopes(_ widths: [Double], _ chords: [Double]) -> [Double] {
    guard chords.count > 1 else { return [chords[0], chords[0]] }
    let inner = (1..<chords.count).map { index -> Double in
        let (before, after) = (chords[index - 1], chords[index])
        guard before * after > 0 else { return 0 }
        let (first, second) = (2 * widths[index] + widths[index - 1], widths[index] + 2 * widths[index - 1])
        return (first + second) / (first / before + second / after)
    }
    let last = chords.count - 1
    return [endSlope(widths[0], widths[1], chords[0], chords[1])] + inner
        + [endSlope(widths[last], widths[last - 1], chords[last], chords[last - 1])]
}

/// The slope of the parabola through the three points of an end, kept from turning the curve.
private func endSlope(_ width: Double, _ next: Double, _ chord: Double, _ nextChord: Double) -> Double {
    let slope = ((2 * width + next) * chord - width * nextChord) / (width + next)
    if slope * chord <= 0 { return 0 }
    if chord * nextChord <= 0, abs(slope) > abs(3 * chord) { return 3 * chord }
    return slope
}

private func akimaSlopes(_ chords: [Double]) -> [Double] {
    guard chords.count > 1 else { return [chords[0], chords[0]] }
    // Two chords beyond each end, as a parabola would have them.
    let count = chords.count
    let before = 2 * chords[0] - chords[1], after = 2 * chords[count - 1] - chords[count - 2]
    let all = [2 * before - chords[0], before] + chords + [after, 2 * after - chords[count - 1]]
    return (0...count).map { index in
        let (far, near, next, beyond) = (all[index], all[index + 1], all[index + 2], all[index + 3])
        let (left, right) = (abs(beyond - next), abs(near - far))
        return left + right > 0 ? (left * near + right * next) / (left + right) : (near + next) / 2
    }
}
