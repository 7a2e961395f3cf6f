import Foundation
import Tensors

/// Codes as decimal text, one number to a line with 19 significant digits: `1.234567890123456736e-01`.
///
/// This is what `numpy.savetxt` writes by default, and so what Ercan's program exported: 24 characters and a line feed, 25 bytes per
/// number, for a float32 that has 9 digits to give.
package enum DecimalText {
    /// Bytes per number: 19 digits, the point, a four-character exponent and the line feed.
    package static let bytesPerNumber = 25

    /// - Parameter numbers: not negative, and 0 or between 1e-99 and 1e99, so that each line has the same length.
    package static func encode(_ numbers: some Collection<Float>) -> Data {
        var data = Data(capacity: numbers.count * bytesPerNumber)
        var line = [CChar](repeating: 0, count: 64)
        for number in numbers {
            let length = withVaList([Double(number)]) { vsnprintf(&line, line.count, "%.18e\n", $0) }
            line.withUnsafeBytes { data.append(contentsOf: $0.prefix(Int(length))) }
        }
        return data
    }

    /// - Returns: `[N, units]`.
    /// - Throws: ``CodeFileError``.
    package static func decode(_ data: Data, units: Int) throws -> Tensor {
        var numbers: [Float] = []
        numbers.reserveCapacity(data.count / bytesPerNumber)
        for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            let text = String(decoding: line, as: UTF8.self)
            guard let number = Double(text) else {
                throw CodeFileError.malformedNumber(line: numbers.count + 1, text: text)
            }
            numbers.append(Float(number))
        }
        guard data.isEmpty || data.last == UInt8(ascii: "\n"), numbers.count % units == 0 else {
            throw CodeFileError.wrongLineCount(
                expected: (numbers.count / units + 1) * units, found: numbers.count)
        }
        return Tensor([numbers.count / units, units], elements: numbers)
    }
}
