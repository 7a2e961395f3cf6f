/// How the levels of a quantizer are found.
package enum QuantizerDesign: String, CaseIterable, Codable, Sendable {
    /// Equal steps from the least number to the greatest.
    case uniform
    /// Levels of the least mean squared error that alternating steps find: each level the mean of the numbers nearest to it.
    ///
    /// - Source: Lloyd 1982, "Least squares quantization in PCM", doi:10.1109/TIT.1982.1056489, method I.
    case lloydMax = "k-means"
    /// As many numbers to each level, which is their mean.
    case quantile
}

extension ScalarQuantizer {
    /// A quantizer for numbers like these. It has fewer levels where there are fewer different numbers.
    ///
    /// - Parameters:
    ///   - levels: 1…256.
    ///   - numbers: finite, in any order, one at least.
    /// - Cost: O(n log n).
    package init(_ design: QuantizerDesign, levels: Int, for numbers: [Float]) {
        precondition(ScalarQuantizer.levelCounts.contains(levels), "1 to 256 levels, not \(levels)")
        let sorted = SortedNumbers(numbers)
        switch design {
        case .uniform: self.init(rising: sorted.evenValues(levels))
        case .quantile: self.init(rising: sorted.means(of: sorted.evenParts(levels)))
        case .lloydMax:
            // From either beginning, the better end: equal parts lack levels where numbers are rare, equal steps where they crowd.
            let ends = [sorted.evenValues(levels), sorted.means(of: sorted.evenParts(levels))].map(sorted.settled)
            let errors = ends.map(sorted.squaredError)
            self.init(rising: errors[1] < errors[0] ? ends[1] : ends[0])
        }
    }

    /// A quantizer whose levels are the multiples of a step that numbers like these are nearest to; the 256 nearest to 0 where there are
    /// more.
    ///
    /// - Parameters:
    ///   - step: above 0, finite.
    ///   - numbers: finite, one at least.
    package init(step: Float, for numbers: [Float]) {
        precondition(step > 0 && step.isFinite, "a step of \(step)")
        guard let first = numbers.first else { preconditionFailure("one number at least") }
        let ends = numbers.reduce(into: (least: first, greatest: first)) { ends, number in
            ends = (min(ends.least, number), max(ends.greatest, number))
        }
        let (least, greatest) = (
            multiple(of: step, nearestTo: ends.least), multiple(of: step, nearestTo: ends.greatest)
        )
        let lowest = max(least, min(-128, greatest - 255))
        let highest = min(greatest, lowest + 255)
        self.init(rising: (lowest...highest).map { Float($0) * step })
    }

    private init(rising values: [Float]) {
        guard let quantizer = ScalarQuantizer(values: values) else {
            preconditionFailure("levels \(values) that do not rise")
        }
        self = quantizer
    }
}

/// Numbers beyond a million steps count as a million: no table has as many levels.
private func multiple(of step: Float, nearestTo number: Float) -> Int {
    Int(min(max((number / step).rounded(), -1_000_000), 1_000_000))
}

/// Numbers in rising order, with the sums that the means and errors of runs of them are read from.
private struct SortedNumbers {
    let numbers: [Float]
    /// Of the first i numbers, and of their squares.
    let sums: [Double], squares: [Double]

    init(_ unsorted: [Float]) {
        precondition(!unsorted.isEmpty && unsorted.allSatisfy(\.isFinite), "one finite number at least, and no other")
        numbers = unsorted.sorted()
        var sums: [Double] = [0], squares: [Double] = [0]
        for number in numbers {
            sums.append(sums[sums.count - 1] + Double(number))
            squares.append(squares[squares.count - 1] + Double(number) * Double(number))
        }
        (self.sums, self.squares) = (sums, squares)
    }

    /// Equal steps from the least number to the greatest, equal values once. A single level is the mean.
    func evenValues(_ levels: Int) -> [Float] {
        guard levels > 1 else { return means(of: [0..<numbers.count]) }
        let (least, greatest) = (Double(numbers[0]), Double(numbers[numbers.count - 1]))
        return rising(
            (0..<levels).map { level in
                let share = Double(level) / Double(levels - 1)
                return Float(least * (1 - share) + greatest * share)
            })
    }

    /// Runs of as many numbers, as far as equal ones are not parted.
    func evenParts(_ levels: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        for level in 1...levels {
            var end = max(start, numbers.count * level / levels)
            while end > start, end < numbers.count, numbers[end] == numbers[end - 1] { end += 1 }
            if end > start { parts.append(start..<end) }
            start = end
        }
        return parts
    }

    /// The mean of each run that has numbers, in rising order, equal ones once.
    func means(of parts: [Range<Int>]) -> [Float] {
        rising(
            parts.filter { !$0.isEmpty }.map {
                Float((sums[$0.upperBound] - sums[$0.lowerBound]) / Double($0.count))
            })
    }

    /// The runs of numbers that go to each level.
    private func parts(of values: [Float]) -> [Range<Int>] {
        guard let quantizer = ScalarQuantizer(values: values) else { preconditionFailure("levels that do not rise") }
        var parts: [Range<Int>] = []
        var start = 0
        for threshold in quantizer.thresholds {
            let end = firstIndex(notBelow: threshold, from: start)
            parts.append(start..<end)
            start = end
        }
        return parts + [start..<numbers.count]
    }

    private func firstIndex(notBelow threshold: Float, from start: Int) -> Int {
        var (low, high) = (start, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < threshold { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The levels after as many steps as change them, a hundred at most. Levels that no number goes to are left out.
    func settled(_ values: [Float]) -> [Float] {
        var values = values
        for _ in 0..<100 {
            let next = means(of: parts(of: values))
            if next == values { break }
            values = next
        }
        return values
    }

    /// The sum over all numbers of the squared distance from their level.
    func squaredError(of values: [Float]) -> Double {
        zip(parts(of: values), values).reduce(0) { error, part in
            let (range, value) = (part.0, Double(part.1))
            let sum = sums[range.upperBound] - sums[range.lowerBound]
            let square = squares[range.upperBound] - squares[range.lowerBound]
            return error + square - 2 * value * sum + Double(range.count) * value * value
        }
    }
}

private func rising(_ numbers: [Float]) -> [Float] {
    numbers.reduce(into: []) { kept, number in
        if let last = kept.last, last >= number { return }
        kept.append(number)
    }
}
