import Files
import Foundation

/// A value with exactly one encoding: what fingerprints and seeds are digests of.
///
/// Each value is a type tag, a length and its bytes, so no two different values share an encoding; keys are sorted;
/// floating point goes by bit pattern.
package enum CanonicalValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    /// Only for what does not fit `integer`.
    case unsigned(UInt64)
    case single(Float)
    case double(Double)
    case string(String)
    case list([CanonicalValue])
    case object([String: CanonicalValue])

    package var digest: Digest { Digest(of: encoded) }

    /// The canonical bytes.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        encode(into: &bytes)
        return bytes
    }

    func encode(into bytes: inout [UInt8]) {
        switch self {
        case .null: Self.append("0", to: &bytes) { _ in }
        case .boolean(let value): Self.append("b", to: &bytes) { $0.append(value ? 1 : 0) }
        case .integer(let value): Self.append("i", value, to: &bytes)
        case .unsigned(let value): Self.append("u", value, to: &bytes)
        case .single(let value): Self.append("f", value.bitPattern, to: &bytes)
        case .double(let value): Self.append("d", value.bitPattern, to: &bytes)
        case .string(let value): Self.append("s", value, to: &bytes)
        case .list(let values):
            Self.append("l", to: &bytes) { bytes in
                for value in values { value.encode(into: &bytes) }
            }
        case .object(let values):
            Self.append("o", to: &bytes) { bytes in
                for (key, value) in values.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                    Self.append("k", key, to: &bytes)
                    value.encode(into: &bytes)
                }
            }
        }
    }

    private static func append(_ tag: Unicode.Scalar, _ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        append(tag, to: &bytes) { bytes in
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
    }

    static func append(_ tag: Unicode.Scalar, _ text: String, to bytes: inout [UInt8]) {
        append(tag, to: &bytes) { $0.append(contentsOf: text.utf8) }
    }

    /// Appends a tag, a length and what the body appends; the length is filled in once it is known.
    static func append(_ tag: Unicode.Scalar, to bytes: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
        bytes.append(UInt8(ascii: tag))
        let place = bytes.count
        for _ in 0..<8 { bytes.append(0) }
        body(&bytes)
        let length = UInt64(bytes.count - place - 8).littleEndian
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: length, toByteOffset: place, as: UInt64.self) }
    }
}

extension CanonicalValue {
    /// A member of an object; `nil` for any other value.
    package subscript(key: String) -> CanonicalValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}

extension CanonicalValue {
    /// One leaf of a value: its path, such as `parameters.optimizer.rmsprop.learningRate`, and its text.
    package struct Leaf: Hashable, Sendable {
        package let path: String
        package let text: String
    }

    /// The leaves in a fixed order, for comparing two values field by field. Empty lists and objects are leaves of their own.
    package var leaves: [Leaf] {
        var result: [Leaf] = []
        collectLeaves(path: "", into: &result)
        return result
    }

    private func collectLeaves(path: String, into leaves: inout [Leaf]) {
        switch self {
        case .list(let values) where !values.isEmpty:
            for (index, value) in values.enumerated() { value.collectLeaves(path: "\(path)[\(index)]", into: &leaves) }
        case .object(let values) where !values.isEmpty:
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                value.collectLeaves(path: path.isEmpty ? key : "\(path).\(key)", into: &leaves)
            }
        default: leaves.append(Leaf(path: path, text: text))
        }
    }

    /// A short text for a leaf. Whole floating-point numbers read like integers, as they do in JSON.
    private var text: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .unsigned(let value): "\(value)"
        case .single(let value): CanonicalValue.text(of: Double("\(value)") ?? Double(value))
        case .double(let value): CanonicalValue.text(of: value)
        case .string(let value): value
        case .list: "[]"
        case .object: "{}"
        }
    }

    private static func text(of number: Double) -> String {
        Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}

/// As natural JSON, for records that people and `why` read. It does not keep number types apart; the fingerprint beside it does.
extension CanonicalValue: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(UInt64.self) {
            self = .unsigned(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([CanonicalValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: CanonicalValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .unsigned(let value): try container.encode(value)
        case .single(let value) where value.isFinite: try container.encode(value)
        case .single(let value): try container.encode("\(value)")
        case .double(let value) where value.isFinite: try container.encode(value)
        case .double(let value): try container.encode("\(value)")
        case .string(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }
}
