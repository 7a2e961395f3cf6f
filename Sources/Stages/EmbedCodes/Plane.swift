import ImageCompression

/// Two directions that vectors are projected to.
struct Plane: Sendable {
    private let centre: [Double]
    private let axes: [[Double]]
    /// What each axis has of the variance that the method looks at.
    let shares: [Double]

    /// The plane of the most variance; shares are of the whole variance.
    ///
    /// - Cost: with d numbers a vector, count·d² + 9·d³ flops.
    init(ofPrincipalComponentsOf vectors: LabelledVectors) {
        let mean = vectors.mean(of: 0..<vectors.count)
        let eigen = SymmetricEigenvectors(of: vectors.covariance { _ in mean }, order: vectors.dimension)
        self.init(centre: mean, eigen.vectors.suffix(2).reversed(), eigen.values)
    }

    /// The plane in which the classes' means lie farthest apart, measured by the spread within classes; shares are of the means' variance so
    /// measured.
    ///
    /// - Parameter shrinkage: the part of the covariance within classes that is replaced by as much variance in every direction alike.
    /// - Source: Fisher 1936, "The use of multiple measurements in taxonomic problems", doi:10.1111/j.1469-1809.1936.tb02137.x, for several
    ///   classes (Rao 1948); the shrinkage is Friedman's (1989), "Regularized discriminant analysis", doi:10.2307/2289860.
    /// - Cost: with d numbers a vector, count·d² + 18·d³ flops.
    /// - Throws: `UnusableInput` for vectors that are the same throughout each class, such as codes of dead units alone.
    init(ofDiscriminantsOf vectors: LabelledVectors, shrinkage: Double) throws {
        let size = vectors.dimension
        let mean = vectors.mean(of: 0..<vectors.count)
        let members = Dictionary(grouping: 0..<vectors.count) { vectors.labels[$0] }
        let means = members.mapValues { vectors.mean(of: $0) }
        var within = vectors.covariance { means[$0] ?? mean }
        let average = (0..<size).reduce(0) { $0 + within[$1 * size + $1] } / Double(size)
        for index in within.indices {
            within[index] *= 1 - shrinkage
            if index % (size + 1) == 0 { within[index] += shrinkage * average }
        }
        let spread = SymmetricEigenvectors(of: within, order: size)
        // Axes along which each class has a variance of 1 on average. One without any variance tells nothing apart.
        let largest = max(spread.values.last ?? 0, .leastNormalMagnitude)
        let whitening = zip(spread.vectors, spread.values).filter { $0.1 > 1e-12 * largest }
            .map { vector, value in vector.map { $0 / value.squareRoot() } }
        guard !whitening.isEmpty else {
            throw UnusableInput("encoder: expected codes that differ within a class, found each class's all the same")
        }
        var between = [Double](repeating: 0, count: whitening.count * whitening.count)
        for (label, places) in members.sorted(by: { $0.key < $1.key }) {
            let offset = zip(means[label] ?? mean, mean).map(-)
            let whitened = whitening.map { product($0, offset) }
            let weight = Double(places.count) / Double(vectors.count)
            for row in whitened.indices {
                for column in whitened.indices {
                    between[row * whitened.count + column] += weight * whitened[row] * whitened[column]
                }
            }
        }
        let eigen = SymmetricEigenvectors(of: between, order: whitening.count)
        let axes = eigen.vectors.suffix(2).reversed().map { direction in
            (0..<size).map { place in
                zip(direction, whitening).reduce(0) { $0 + $1.0 * $1.1[place] }
            }
        }
        self.init(centre: mean, axes, eigen.values)
    }

    private init(centre: [Double], _ axes: some Sequence<[Double]>, _ values: [Double]) {
        (self.centre, self.axes) = (centre, Array(axes))
        let sum = values.reduce(0) { $0 + max($1, 0) }
        shares = values.suffix(2).reversed().map { sum > 0 ? max($0, 0) / sum : 0 }
    }

    func points(of vectors: LabelledVectors) -> [(x: Double, y: Double)] {
        (0..<vectors.count).map { index in
            let start = index * vectors.dimension
            let offset = (0..<vectors.dimension).map { vectors.numbers[start + $0] - centre[$0] }
            return (product(axes[0], offset), axes.count > 1 ? product(axes[1], offset) : 0)
        }
    }
}

private func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
}
