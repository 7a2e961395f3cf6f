/// An input or a parameter that a stage cannot work with: what was expected, what was found.
struct UnusableInput: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Holds a parameter's number against the range of those that a stage can work with.
///
/// - Parameter unit: what the number counts, for the sentence.
/// - Throws: ``UnusableInput``.
func expect(_ name: String, _ value: Int, in range: ClosedRange<Int>, _ unit: String? = nil) throws(UnusableInput) {
    guard !range.contains(value) else { return }
    throw UnusableInput(name, expected: "\(range.lowerBound) to \(range.upperBound)", unit, found: value)
}

/// Holds a parameter's number against the least that a stage can work with.
///
/// - Parameter unit: what the number counts, for the sentence.
/// - Throws: ``UnusableInput``.
func expect(_ name: String, _ value: Int, in range: PartialRangeFrom<Int>, _ unit: String? = nil)
    throws(UnusableInput)
{
    guard !range.contains(value) else { return }
    throw UnusableInput(name, expected: "at least \(range.lowerBound)", unit, found: value)
}

/// Holds each number of a parameter against the range of those that a stage can work with.
///
/// - Parameter unit: what the numbers count, for the sentence.
/// - Throws: ``UnusableInput`` for the first that lies outside.
func expect(_ name: String, _ values: [Int], in range: ClosedRange<Int>, _ unit: String? = nil)
    throws(UnusableInput)
{
    for value in values { try expect(name, value, in: range, unit) }
}

extension UnusableInput {
    fileprivate init(_ name: String, expected: String, _ unit: String?, found: Int) {
        self.init("\(name): expected \(expected)\(unit.map { " \($0)" } ?? ""), found \(found)")
    }
}
