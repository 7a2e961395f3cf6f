extension VectorQuantizer {
    /// A quantizer for vectors like these: levels that are the means of the vectors nearest to them, as far as 25 steps lead there.
    ///
    /// - Parameters:
    ///   - levels: 1…256; fewer result where there are fewer different vectors.
    ///   - dimension: numbers of a vector, at least 1.
    ///   - numbers: one vector after the other, finite, one vector at least.
    ///   - generator: draws the vectors that the levels start from.
    /// - Cost: some 50 passes over all vectors and levels.
    /// - Source: Lloyd 1982, doi:10.1109/TIT.1982.1056489; starts by Arthur and Vassilvitskii 2007, "k-means++: the advantages of careful
    ///   seeding", section 2.2.
    package init(
        levels: Int, dimension: Int, for numbers: [Float], using generator: inout some RandomNumberGenerator
    ) {
        precondition(ScalarQuantizer.levelCounts.contains(levels), "1 to 256 levels, not \(levels)")
        precondition(
            dimension >= 1 && !numbers.isEmpty && numbers.count % dimension == 0 && numbers.allSatisfy(\.isFinite),
            "\(numbers.count) numbers for vectors of \(dimension), all finite")
        let vectors = Vectors(dimension: dimension, numbers: numbers)
        var values = vectors.spreadLevels(levels, using: &generator)
        for _ in 0..<25 {
            let means = vectors.means(by: VectorQuantizer(known: values, dimension))
            if means == values { break }
            values = means
        }
        self.init(known: values, dimension)
    }

    private init(known values: [Float], _ dimension: Int) {
        // Of one number the levels rise.
        guard let quantizer = VectorQuantizer(dimension: dimension, values: dimension == 1 ? values.sorted() : values)
        else { preconditionFailure("levels \(values) of \(dimension) numbers") }
        self = quantizer
    }
}

/// Vectors one after the other.
private struct Vectors {
    let dimension: Int
    let numbers: [Float]

    private var count: Int { numbers.count / dimension }

    /// Vectors among these, each drawn with a probability that grows with the squared distance from those drawn before.
    func spreadLevels(_ levels: Int, using generator: inout some RandomNumberGenerator) -> [Float] {
        var chosen = Array(self[Int.random(in: 0..<count, using: &generator)])
        var distances = [Double](repeating: .infinity, count: count)
        while chosen.count < levels * dimension {
            let last = chosen.suffix(dimension)
            var total = 0.0
            for index in 0..<count {
                distances[index] = min(distances[index], squaredDistance(self[index], last))
                total += distances[index]
            }
            guard total > 0 else { break }
            var left = Double(generator.next() >> 11) * 0x1p-53 * total
            let next = distances.firstIndex { distance in
                left -= distance
                return left < 0
            }
            // Rounding may leave a rest after the last: then it is the last that has a distance.
            guard let index = next ?? distances.lastIndex(where: { $0 > 0 }) else { break }
            chosen.append(contentsOf: self[index])
        }
        return chosen
    }

    /// The mean of the vectors that go to each level; levels that none goes to are left out, and equal means stand once.
    func means(by quantizer: VectorQuantizer) -> [Float] {
        var sums = [Double](repeating: 0, count: quantizer.values.count)
        var members = [Int](repeating: 0, count: quantizer.levelCount)
        quantizer.forEachLevel(of: numbers) { index, level in
            members[Int(level)] += 1
            for place in 0..<dimension {
                sums[Int(level) * dimension + place] += Double(numbers[index * dimension + place])
            }
        }
        var seen: Set<[Float]> = []
        return members.indices.filter { members[$0] > 0 }.flatMap { level -> [Float] in
            let mean = (0..<dimension).map { Float(sums[level * dimension + $0] / Double(members[level])) }
            return seen.insert(mean).inserted ? mean : []
        }
    }

    private subscript(index: Int) -> ArraySlice<Float> { numbers[index * dimension..<(index + 1) * dimension] }
}

private func squaredDistance(_ first: ArraySlice<Float>, _ second: ArraySlice<Float>) -> Double {
    zip(first, second).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
}
