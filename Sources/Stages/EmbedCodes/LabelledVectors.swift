import Tensors

/// Vectors of one length, each with a label.
struct LabelledVectors: Sendable {
    /// Vector after vector.
    let numbers: [Double]
    let dimension: Int
    let labels: [UInt8]

    var count: Int { labels.count }
    var isFinite: Bool { numbers.allSatisfy(\.isFinite) }

    init(numbers: [Double], dimension: Int, labels: [UInt8]) {
        precondition(
            dimension > 0 && numbers.count == dimension * labels.count,
            "\(numbers.count) numbers of \(labels.count) vectors")
        (self.numbers, self.dimension, self.labels) = (numbers, dimension, labels)
    }

    /// - Parameter labels: as many as there are rows, or more.
    init(_ rows: Tensor, labels: [UInt8]) {
        self.init(
            numbers: rows.elements.withUnsafeBufferPointer { $0.map(Double.init) }, dimension: rows.columns,
            labels: Array(labels.prefix(rows.rows)))
    }

    /// - Parameter bytes: taken as numbers of 0 to 1.
    init(bytes: [UInt8], count: Int, labels: [UInt8]) {
        self.init(
            numbers: bytes.map { Double($0) / 255 }, dimension: bytes.count / count,
            labels: Array(labels.prefix(count)))
    }

    /// The mean of some of the vectors.
    ///
    /// - Precondition: there is one at least.
    func mean(of members: some Collection<Int>) -> [Double] {
        var sums = [Double](repeating: 0, count: dimension)
        for member in members {
            for place in 0..<dimension { sums[place] += numbers[member * dimension + place] }
        }
        return sums.map { $0 / Double(members.count) }
    }

    /// The mean over the vectors of (v − c)(v − c)ᵀ, row-major; of the part above the diagonal, what is below.
    ///
    /// - Parameter centre: c, of a vector's label.
    /// - Cost: count · dimension² flops in Double.
    func covariance(around centre: (UInt8) -> [Double]) -> [Double] {
        let size = dimension
        var sums = [Double](repeating: 0, count: size * size)
        var difference = [Double](repeating: 0, count: size)
        sums.withUnsafeMutableBufferPointer { sums in
            for (index, label) in labels.enumerated() {
                let centre = centre(label)
                for place in 0..<size { difference[place] = numbers[index * size + place] - centre[place] }
                difference.withUnsafeBufferPointer { difference in
                    for row in 0..<size where difference[row] != 0 {
                        let factor = difference[row]
                        for column in 0...row { sums[row * size + column] += factor * difference[column] }
                    }
                }
            }
            for row in 0..<size {
                for column in 0..<row { sums[column * size + row] = sums[row * size + column] }
            }
        }
        return sums.map { $0 / Double(count) }
    }
}
