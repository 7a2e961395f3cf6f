/// What is wrong with a file of another format, such as JPEG, inside a compressed file, and where.
package struct EmbeddedFileError: Error, Equatable, Sendable {
    package enum Problem: Equatable, Sendable {
        /// The bytes end within it.
        case truncated(missing: Int)
        /// The format's rules are broken, or a part of it is used that its codec does not write.
        case malformed(expected: String, found: String)
        /// Height, width and channels of a picture as far as they are known, or the number of samples.
        case otherDimensions(expected: [Int], found: [Int])
        /// The library that reads the format refused the bytes, in its own words; where it does not say at which, the offset is the file's start.
        case refused(reason: String)
    }

    /// Bytes from the start of what was given to be read.
    package let offset: Int
    package let problem: Problem

    package init(offset: Int, problem: Problem) { (self.offset, self.problem) = (offset, problem) }
}

extension EmbeddedFileError: CustomStringConvertible {
    package var description: String {
        let text =
            switch problem {
            case .truncated(let missing): "expected \(missing) more bytes, found the end"
            case .malformed(let expected, let found): "expected \(expected), found \(found)"
            case .otherDimensions(let expected, let found):
                "expected samples of \(product(expected)), as the compressed file says, found \(product(found))"
            case .refused(let reason): "the library that reads it says “\(reason)”"
            }
        return "byte \(offset): \(text)"
    }
}

private func product(_ dimensions: [Int]) -> String { dimensions.map(String.init).joined(separator: " × ") }
