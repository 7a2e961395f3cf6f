/// Stands for some numbers side by side by the nearest of at most 256 levels, each of as many numbers; of one number, a ``ScalarQuantizer``.
///
/// - Source: Jégou, Douze and Schmid 2011, "Product quantization for nearest neighbor search", doi:10.1109/TPAMI.2010.57: a long vector is
///   cut into short ones, each with levels of its own.
package struct VectorQuantizer: Hashable, Sendable {
    /// Numbers that a level stands for.
    package let dimension: Int
    /// What the levels stand for, level after level.
    package let values: [Float]
    private let scalar: ScalarQuantizer?
    /// ``values``, the first numbers of all levels before the second ones.
    private let byPlace: [Float]

    package init(_ scalar: ScalarQuantizer) {
        (dimension, values, self.scalar, byPlace) = (1, scalar.values, scalar, scalar.values)
    }

    /// - Returns: `nil` unless there are 1 to 256 levels of so many numbers that are finite, and, of one number, rise.
    package init?(dimension: Int, values: [Float]) {
        guard dimension >= 1, values.count % dimension == 0, values.allSatisfy(\.isFinite),
            ScalarQuantizer.levelCounts.contains(values.count / dimension)
        else { return nil }
        scalar = dimension == 1 ? ScalarQuantizer(values: values) : nil
        guard dimension > 1 || scalar != nil else { return nil }
        (self.dimension, self.values) = (dimension, values)
        byPlace = (0..<dimension).flatMap { stride(from: $0, to: values.count, by: dimension).map { values[$0] } }
    }

    package var levelCount: Int { values.count / dimension }

    /// Visits the level of each of some vectors: the nearest one, of equally near ones the first.
    ///
    /// - Parameters:
    ///   - numbers: among which the vectors lie; none of theirs is a NaN.
    ///   - first: where the first vector begins, the next one a `stride` further.
    /// - Cost: a vector of one number, a binary search; of more, a pass over all levels.
    @inline(__always)
    func forEachLevel(
        of numbers: UnsafeBufferPointer<Float>, first: Int, stride: Int, count: Int, _ body: (Int, UInt8) -> Void
    ) {
        precondition(
            count == 0 || first >= 0 && first + (count - 1) * stride + dimension <= numbers.count,
            "\(count) vectors from \(first) on, each \(stride) further, of \(numbers.count) numbers")
        if let scalar {
            for index in 0..<count { body(index, scalar.level(of: numbers[first + index * stride])) }
            return
        }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: levelCount) { distances in
            for index in 0..<count {
                let start = first + index * stride
                body(index, nearest(to: UnsafeBufferPointer(rebasing: numbers[start..<start + dimension]), distances))
            }
        }
    }

    private func nearest(to vector: UnsafeBufferPointer<Float>, _ distances: UnsafeMutableBufferPointer<Float>) -> UInt8
    {
        let levels = distances.count
        byPlace.withUnsafeBufferPointer { byPlace in
            distances.initialize(repeating: 0)
            for (place, anyNumber) in vector.enumerated() {
                // Of infinite distances none would be the least.
                let number = min(max(anyNumber, -1e18), 1e18)
                for level in 0..<levels {
                    let difference = number - byPlace[place * levels + level]
                    distances[level] += difference * difference
                }
            }
        }
        var nearest = 0
        for level in 1..<max(levels, 1) where distances[level] < distances[nearest] { nearest = level }
        return UInt8(nearest)
    }

    /// Visits the level of each vector of numbers that hold nothing else.
    func forEachLevel(of numbers: [Float], _ body: (Int, UInt8) -> Void) {
        numbers.withUnsafeBufferPointer {
            forEachLevel(of: $0, first: 0, stride: dimension, count: $0.count / dimension, body)
        }
    }

    /// The level of each vector of numbers that hold nothing else and no NaN.
    package func levels(of numbers: [Float]) -> [UInt8] {
        var levels: [UInt8] = []
        levels.reserveCapacity(numbers.count / dimension)
        forEachLevel(of: numbers) { levels.append($1) }
        return levels
    }
}
