import Randomness
import Tensors

/// What each unit of a code is expected to be, by itself: a logistic distribution with the mean and spread that the unit had of late.
///
/// A number that is rounded to whole ones has the probability F(y + ½) − F(y − ½), which for a logistic F = σ((y − μ)/s) has gradients
/// without cancellation: −d ln p/dy = (σ(a) + σ(b) − 1)/s with a, b = (y − μ ± ½)/s.
///
/// - Source: Ballé, Laparra and Simoncelli 2017, "End-to-end optimized image compression", arXiv:1611.01704, section 4: rates by a density
///   of the code under uniform noise. There the density is learnt; here its two numbers follow the codes.
package struct LogisticPrior {
    /// Of each unit.
    package private(set) var means: [Float]
    /// s of each unit: the standard deviation is s·π/√3.
    package private(set) var scales: [Float]
    private var squares: [Double]
    private var exactMeans: [Double]
    private var weight = 0.0

    /// How much of what was known before a minibatch stays.
    private static let memory = 0.99
    /// The spread of the noise alone is 1/√12, so that no unit with noise has less.
    private static let leastDeviation = 0.28867513459481287

    /// Before the first minibatch, every unit is expected about 0.
    package init(units: Int) {
        means = Array(repeating: 0, count: units)
        scales = Array(repeating: 1, count: units)
        (squares, exactMeans) = (Array(repeating: 0, count: units), Array(repeating: 0, count: units))
    }

    /// Follows a minibatch of codes `[N, units]`.
    package mutating func follow(_ codes: Tensor) {
        let units = means.count
        var sums = [Double](repeating: 0, count: units), squareSums = sums
        codes.elements.withUnsafeBufferPointer { numbers in
            for (index, number) in numbers.enumerated() {
                sums[index % units] += Double(number)
                squareSums[index % units] += Double(number) * Double(number)
            }
        }
        weight = weight * LogisticPrior.memory + (1 - LogisticPrior.memory)
        let (count, share) = (Double(codes.rows), (1 - LogisticPrior.memory) / weight)
        for unit in 0..<units {
            exactMeans[unit] += share * (sums[unit] / count - exactMeans[unit])
            squares[unit] += share * (squareSums[unit] / count - squares[unit])
            let variance = max(squares[unit] - exactMeans[unit] * exactMeans[unit], 0)
            let deviation = max(variance.squareRoot(), LogisticPrior.leastDeviation)
            means[unit] = Float(exactMeans[unit])
            // √3/π.
            scales[unit] = Float(deviation * 0.5513288954217921)
        }
    }

    /// Bits that codes cost by the prior, and their gradient by each number, times a factor, added to `gradient`.
    ///
    /// - Parameters:
    ///   - codes: `[N, units]`, noise added.
    ///   - widths: of each code, how many of its units are sent and cost bits, from the first; all of them when left out.
    ///   - factor: of the bits, in what is made small.
    /// - Returns: not a number for codes that are none, which a training that diverges gives.
    package func addRate(
        of codes: Tensor, widths: [Int]? = nil, times factor: Float, to gradient: inout Tensor,
        using kernels: any Kernels
    ) -> Double {
        let units = means.count
        let (upper, lower) = (
            probabilities(of: codes, above: 0.5, kernels), probabilities(of: codes, above: -0.5, kernels)
        )
        let perBit = factor / 0.6931472
        var nats = 0.0
        gradient.withElements { gradient in
            for index in gradient.indices {
                let (row, unit) = index.quotientAndRemainder(dividingBy: units)
                if let widths, unit >= widths[row] { continue }
                let (a, b) = (upper.elements[index], lower.elements[index])
                gradient[index] += perBit * (a + b - 1) / scales[unit]
                // Far out both round to 1 or 0, where a number costs what the tail does; such codes are pulled back.
                let probability = Double(a) - Double(b)
                nats -= probability.isNaN ? .nan : naturalLogarithm(max(probability, 1e-9))
            }
        }
        return nats / 0.693147180559945309
    }

    /// σ((y + offset − μ)/s).
    private func probabilities(of codes: Tensor, above offset: Float, _ kernels: any Kernels) -> Tensor {
        let units = means.count
        var result = Tensor([codes.rows, units])
        result.withElements { result in
            codes.elements.withUnsafeBufferPointer { codes in
                for index in codes.indices {
                    result[index] = (codes[index] + offset - means[index % units]) / scales[index % units]
                }
            }
        }
        kernels.addBias(Tensor([units]), andActivate: .sigmoid, &result)
        return result
    }
}
