/// McNemar's exact test of two classifications of the same images: whether one is right more often than the other.
///
/// Images that both get right, or both get wrong, say nothing. Of the others, were both equally good, each would fall to either side with
/// probability ½.
///
/// - Source: McNemar 1947, doi:10.1007/BF02295996; the exact, binomial form.
package struct McNemarTest: Equatable, Sendable {
    /// Images that only the first, and only the second, got right.
    package let onlyFirst: Int, onlySecond: Int

    package init(onlyFirst: Int, onlySecond: Int) {
        precondition(onlyFirst >= 0 && onlySecond >= 0, "\(onlyFirst) and \(onlySecond) images")
        (self.onlyFirst, self.onlySecond) = (onlyFirst, onlySecond)
    }

    /// - Precondition: classifications of images with the same labels.
    package init(_ first: Classification, _ second: Classification) {
        precondition(first.labels == second.labels, "classifications of different images")
        var (onlyFirst, onlySecond) = (0, 0)
        for (index, label) in first.labels.enumerated() {
            let (isFirst, isSecond) = (first.predictions[index] == label, second.predictions[index] == label)
            if isFirst && !isSecond { onlyFirst += 1 }
            if isSecond && !isFirst { onlySecond += 1 }
        }
        self.init(onlyFirst: onlyFirst, onlySecond: onlySecond)
    }

    /// The two-sided p-value: min(1, 2·Σ C(n, i)/2ⁿ for i from 0 to the smaller count); 0 stands for less than Double's least number.
    ///
    /// Free of the C library, so that every machine gives the same bits.
    /// - Cost: as many steps as the smaller count.
    package var probability: Double {
        let count = onlyFirst + onlySecond
        let least = min(onlyFirst, onlySecond)
        // Terms from the largest down, C(n, i − 1) = C(n, i)·i/(n − i + 1), as shares of C(n, least).
        var (term, sum) = (1.0, 1.0)
        for index in stride(from: least, to: 0, by: -1) {
            term *= Double(index) / Double(count - index + 1)
            sum += term
        }
        // sum·C(n, least)/2ⁿ, with the factors mixed so that no product overflows: a factor above 1 only while the product is below 1.
        var product = 2 * sum
        var (factors, halvings) = (1, count)
        while factors <= least || halvings > 0 {
            if factors <= least && (product < 1 || halvings == 0) {
                product *= Double(count - least + factors) / Double(factors)
                factors += 1
            } else {
                product /= 2
                halvings -= 1
            }
        }
        return min(1, product)
    }
}
