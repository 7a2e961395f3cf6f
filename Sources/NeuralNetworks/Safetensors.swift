import Foundation
import Tensors

/// A file of named tensors with textual metadata, in the safetensors format (float32 only).
///
/// Layout: the header's length as a little-endian 64-bit integer; the header, a JSON object that gives each tensor's type, shape and
/// byte range; the tensors' bytes, little-endian. Written in the order given, without gaps, so equal content gives equal bytes.
///
/// - Source: https://github.com/huggingface/safetensors, format description.
package struct Safetensors: Equatable, Sendable {
    package var tensors: [(name: String, tensor: Tensor)]
    package var metadata: [String: String]

    package init(tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    package subscript(name: String) -> Tensor? { tensors.first { $0.name == name }?.tensor }

    package static func == (left: Safetensors, right: Safetensors) -> Bool {
        left.metadata == right.metadata && left.tensors.elementsEqual(right.tensors, by: ==)
    }
}

extension Safetensors {
    /// The file's bytes.
    package func encoded() -> Data {
        let notes = metadata.sorted { $0.key < $1.key }.map { quoted($0.key) + ":" + quoted($0.value) }
        var fields = ["\"__metadata__\":{\(notes.joined(separator: ","))}"]
        var offset = 0
        for (name, tensor) in tensors {
            let end = offset + tensor.elements.count * 4
            fields.append(
                quoted(name)
                    + ":{\"dtype\":\"F32\",\"shape\":\(tensor.shape.dimensions.compactText),"
                    + "\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }
        var header = Data("{\(fields.joined(separator: ","))}".utf8)
        // The format asks that the tensors start at a multiple of 8.
        header.append(contentsOf: [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8))
        var data = Data(capacity: 8 + header.count + offset)
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(header)
        for (_, tensor) in tensors {
            let words = tensor.elements.withUnsafeBufferPointer { $0.map(\.bitPattern.littleEndian) }
            words.withUnsafeBytes { data.append(contentsOf: $0) }
        }
        return data
    }

    /// Reads a file's bytes.
    ///
    /// - Throws: ``SafetensorsError`` with the offset of what is wrong. Nothing is allocated beyond the size of `data`.
    package init(decoding data: Data) throws {
        guard data.count >= 8 else {
            throw SafetensorsError(offset: 0, problem: .truncated(expected: 8, found: data.count))
        }
        let headerLength = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard headerLength <= UInt64(data.count - 8) else {
            throw SafetensorsError(
                offset: 0, problem: .headerTooLong(length: headerLength, available: data.count - 8))
        }
        let start = 8 + Int(headerLength)
        let body = data.dropFirst(start)
        let header: [String: HeaderEntry]
        do {
            header = try decodeJSON([String: HeaderEntry].self, from: data.dropFirst(8).prefix(Int(headerLength)))
        } catch {
            throw SafetensorsError(offset: 8, problem: .malformedHeader)
        }
        metadata = [:]
        var entries: [(name: String, shape: [Int], begin: Int, end: Int)] = []
        for (name, entry) in header {
            switch entry {
            case .metadata(let values): metadata = values
            case .tensor(let type, let shape, let range):
                guard type == "F32" else {
                    throw SafetensorsError(offset: 8, problem: .unsupportedType(tensor: name, type: type))
                }
                guard range.count == 2, let size = byteCount(of: shape), (0...body.count).contains(range[0]),
                    (range[0]...body.count).contains(range[1]), range[1] - range[0] == size
                else {
                    throw SafetensorsError(
                        offset: start,
                        problem: .wrongRange(tensor: name, shape: shape, range: range, available: body.count))
                }
                entries.append((name, shape, range[0], range[1]))
            }
        }
        entries.sort { ($0.begin, $0.name) < ($1.begin, $1.name) }
        var expected = 0
        for entry in entries {
            guard entry.begin == expected else {
                throw SafetensorsError(offset: start + expected, problem: .gap(before: entry.name))
            }
            expected = entry.end
        }
        guard expected == body.count else {
            throw SafetensorsError(
                offset: start + expected, problem: .trailingBytes(count: body.count - expected))
        }
        tensors = entries.map { entry in
            let bytes = body.dropFirst(entry.begin).prefix(entry.end - entry.begin)
            return (entry.name, Tensor(Shape(entry.shape), elements: floats(littleEndian: bytes)))
        }
    }
}

/// What is wrong with a safetensors file, and where.
package struct SafetensorsError: Error, Equatable {
    package enum Problem: Equatable, Sendable {
        case truncated(expected: Int, found: Int)
        case headerTooLong(length: UInt64, available: Int)
        case malformedHeader
        case unsupportedType(tensor: String, type: String)
        case wrongRange(tensor: String, shape: [Int], range: [Int], available: Int)
        case gap(before: String)
        case trailingBytes(count: Int)
    }

    /// Bytes from the file's start.
    package let offset: Int
    package let problem: Problem

    package init(offset: Int, problem: Problem) {
        (self.offset, self.problem) = (offset, problem)
    }
}

extension SafetensorsError: CustomStringConvertible {
    package var description: String {
        let text =
            switch problem {
            case .truncated(let expected, let found): "expected at least \(expected) bytes, found \(found)"
            case .headerTooLong(let length, let available):
                "the header claims \(length) bytes, but \(available) follow"
            case .malformedHeader: "the header is not a JSON object of tensors"
            case .unsupportedType(let tensor, let type): "tensor “\(tensor)” has type \(type); only F32 is read"
            case .wrongRange(let tensor, let shape, let range, let available):
                "tensor “\(tensor)” of shape \(shape) claims the bytes \(range) of \(available)"
            case .gap(let tensor): "tensor “\(tensor)” does not begin where the one before it ends"
            case .trailingBytes(let count): "\(count) bytes follow the last tensor"
            }
        return "safetensors, offset \(offset): \(text)"
    }
}

private enum HeaderEntry: Decodable {
    case metadata([String: String])
    case tensor(type: String, shape: [Int], range: [Int])

    private enum CodingKeys: String, CodingKey {
        case type = "dtype"
        case shape
        case range = "data_offsets"
    }

    init(from decoder: any Decoder) throws {
        if decoder.codingPath.last?.stringValue == "__metadata__" {
            self = .metadata(try decoder.singleValueContainer().decode([String: String].self))
        } else {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self = .tensor(
                type: try container.decode(String.self, forKey: .type),
                shape: try container.decode([Int].self, forKey: .shape),
                range: try container.decode([Int].self, forKey: .range))
        }
    }
}

/// The bytes of a float32 tensor of a shape that a file claims; `nil` where they cannot be counted.
private func byteCount(of shape: [Int]) -> Int? {
    guard !shape.isEmpty else { return nil }
    var count = 4
    for dimension in shape {
        guard dimension >= 0 else { return nil }
        // An empty dimension must not hide that the others' product cannot be counted.
        let (product, overflow) = count.multipliedReportingOverflow(by: max(dimension, 1))
        guard !overflow else { return nil }
        count = product
    }
    return shape.contains(0) ? 0 : count
}

private func floats(littleEndian bytes: Data) -> [Float] {
    bytes.withUnsafeBytes { raw in
        (0..<raw.count / 4).map {
            Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
        }
    }
}

/// A JSON string.
private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case let control where control.value < 0x20:
            let digits = String(control.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

extension [Int] {
    fileprivate var compactText: String { "[" + map(String.init).joined(separator: ",") + "]" }
}
