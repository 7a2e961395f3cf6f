/// What can be wrong with the bytes of an image file.
package enum ImageFault: Error, Equatable, Sendable {
    /// None of the formats that are read begins with these bytes.
    case unknownFormat(found: [UInt8])
    /// The format's rules are broken, or a part of it is used that is not read.
    case malformed(ImageFormat, offset: Int, expected: String, found: String)
    /// The file asks for more pixels than `maximum`.
    case tooLarge(ImageFormat, height: Int, width: Int, maximum: Int)
    /// The library that reads the format refused the bytes, in its own words.
    case refused(ImageFormat, reason: String)
}

extension ImageFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownFormat(let found):
            "expected a BMP, JPEG or PNG file, found one that begins with "
                + (found.isEmpty ? "nothing" : found.map { String($0, radix: 16) }.joined(separator: " "))
        case .malformed(let format, let offset, let expected, let found):
            "\(format.rawValue), byte \(offset): expected \(expected), found \(found)"
        case .tooLarge(let format, let height, let width, let maximum):
            "\(format.rawValue): expected at most \(maximum) pixels, found \(height) × \(width)"
        case .refused(let format, let reason):
            "\(format.rawValue): the library that reads it says “\(reason)”; get the file anew"
        }
    }
}

/// An image file that cannot be read.
package struct ImageFileError: Error, Equatable, CustomStringConvertible {
    package let file: String
    package let fault: ImageFault

    package init(file: String, fault: ImageFault) { (self.file, self.fault) = (file, fault) }

    package var description: String { "\(file): \(fault)" }
}
