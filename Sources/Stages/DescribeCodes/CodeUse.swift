import Tensors

/// How the numbers of codes are spread over their values.
struct CodeUse: Equatable, Sendable {
    struct Unit: Equatable, Sendable {
        /// Values in each part of the span, from its lower end.
        let counts: [Int]
        let mean: Double
        /// The share of values that are saturated; 0 where codes are not bounded.
        let saturatedFraction: Double
        let isDead: Bool
        let isSaturated: Bool
    }

    let images: Int
    let bins: Int
    /// The span of the codes of all units, which is cut into parts of equal length; the last one holds its upper end.
    let least: Double, greatest: Double
    /// Whether codes are bounded by 0 and 1, so that they can be saturated.
    let boundsCodes: Bool
    let units: [Unit]

    /// - Parameter codes: `[images, units]`, of one image at least, finite.
    init(of codes: Tensor, _ parameters: DescribeCodes.Parameters) {
        precondition(codes.rows > 0 && codes.columns > 0, "the use of no codes")
        (images, bins) = (codes.rows, parameters.bins)
        let numbers = codes.elements.withUnsafeBufferPointer(Array.init)
        let (lower, upper) = (numbers.min() ?? 0, numbers.max() ?? 0)
        (least, greatest) = (Double(lower), Double(upper))
        boundsCodes = parameters.saturation != nil
        let (low, high) = (Float(parameters.saturation ?? 0), Float(1 - (parameters.saturation ?? 0)))
        units = (0..<codes.columns).map { unit in
            let values = stride(from: unit, to: numbers.count, by: codes.columns).map { numbers[$0] }
            var counts = [Int](repeating: 0, count: parameters.bins)
            var sum = 0.0
            for value in values {
                sum += Double(value)
                let place = upper > lower ? (value - lower) / (upper - lower) * Float(parameters.bins) : 0
                counts[min(Int(place), parameters.bins - 1)] += 1
            }
            let saturated =
                parameters.saturation == nil
                ? 0 : Double(values.count { $0 < low || $0 > high }) / Double(values.count)
            return Unit(
                counts: counts, mean: sum / Double(values.count), saturatedFraction: saturated,
                isDead: (values.max() ?? 0) - (values.min() ?? 0) < Float(parameters.deadSpan),
                isSaturated: parameters.saturation != nil && saturated >= parameters.saturatedShare ?? 1)
        }
    }
}
