import Pixels

/// The structural similarity of two pictures: 1 for equal ones.
///
/// Local means and variances are weighed by a Gaussian window of 11 × 11 pixels with σ = 1.5; only windows that lie wholly inside count
/// ("valid"); C₁ = (0.01·255)², C₂ = (0.03·255)². Of a picture in colour it is the mean over red, green and blue.
///
/// - Precondition: at least 11 × 11 pixels.
/// - Cost: about 0.1 µs a number of the picture.
/// - Source: Wang et al. 2004, doi:10.1109/TIP.2003.819861, equation 13.
package func structuralSimilarity(_ image: PixelImage, _ original: PixelImage) -> Double {
    checkSizes(image, original)
    let sum = (0..<image.channels).reduce(0) {
        $0 + similarity(Plane(image, channel: $1), Plane(original, channel: $1))
    }
    return sum / Double(image.channels)
}

private func similarity(_ first: Plane, _ second: Plane) -> Double {
    let (c1, c2) = (6.5025, 58.5225)
    let window = GaussianWindow(radius: 5, standardDeviation: 1.5)
    let (meanFirst, meanSecond) = (window.filter(first), window.filter(second))
    let squareFirst = window.filter(first.times(first)), squareSecond = window.filter(second.times(second))
    let product = window.filter(first.times(second))
    var sum = 0.0
    for index in product.values.indices {
        let (x, y) = (meanFirst.values[index], meanSecond.values[index])
        let (xx, yy, xy) = (x * x, y * y, x * y)
        let spread = (squareFirst.values[index] - xx) + (squareSecond.values[index] - yy)
        let covariance = product.values[index] - xy
        sum += (2 * xy + c1) * (2 * covariance + c2) / ((xx + yy + c1) * (spread + c2))
    }
    return sum / Double(product.values.count)
}

/// One channel as numbers.
private struct Plane {
    let height: Int
    let width: Int
    var values: [Double]

    init(height: Int, width: Int, values: [Double]) { (self.height, self.width, self.values) = (height, width, values) }

    init(_ image: PixelImage, channel: Int) {
        let values = stride(from: channel, to: image.bytes.count, by: image.channels).map { Double(image.bytes[$0]) }
        self.init(height: image.height, width: image.width, values: values)
    }

    func times(_ other: Plane) -> Plane {
        Plane(height: height, width: width, values: zip(values, other.values).map { $0 * $1 })
    }
}

/// A separable window whose weights sum to 1.
private struct GaussianWindow {
    let weights: [Double]

    init(radius: Int, standardDeviation: Double) {
        let raw = (-radius...radius).map { offset in
            exponential(-Double(offset * offset) / (2 * standardDeviation * standardDeviation))
        }
        let sum = raw.reduce(0, +)
        weights = raw.map { $0 / sum }
    }

    /// The weighted means of all windows inside the plane.
    func filter(_ plane: Plane) -> Plane {
        let count = weights.count
        precondition(plane.height >= count && plane.width >= count, "a window of \(count) in a smaller picture")
        let (height, width) = (plane.height - count + 1, plane.width - count + 1)
        var rows = [Double](repeating: 0, count: plane.height * width)
        for row in 0..<plane.height {
            for (offset, weight) in weights.enumerated() {
                add(weight, plane.values, from: row * plane.width + offset, to: &rows, at: row * width, count: width)
            }
        }
        var values = [Double](repeating: 0, count: height * width)
        for row in 0..<height {
            for (offset, weight) in weights.enumerated() {
                add(weight, rows, from: (row + offset) * width, to: &values, at: row * width, count: width)
            }
        }
        return Plane(height: height, width: width, values: values)
    }

    /// Adds a line of numbers times a weight to another. On their memory, whose ends are checked once: the sums take a third of the time.
    private func add(
        _ weight: Double, _ source: [Double], from first: Int, to target: inout [Double], at start: Int, count: Int
    ) {
        precondition(first + count <= source.count && start + count <= target.count, "a line outside its plane")
        source.withUnsafeBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress?.advanced(by: first),
                    let to = target.baseAddress?.advanced(by: start)
                else { return }
                for index in 0..<count { to[index] += weight * from[index] }
            }
        }
    }
}

/// eˣ for −32 < x ≤ 0 by the power series at x/64, squared six times: the same bits on every machine, relative error below 1e-14.
private func exponential(_ x: Double) -> Double {
    precondition(x > -32 && x <= 0, "e to the power of \(x)")
    var sum = 1.0
    for divisor in stride(from: 14.0, through: 1, by: -1) { sum = 1 + x / 64 / divisor * sum }
    for _ in 0..<6 { sum *= sum }
    return sum
}
