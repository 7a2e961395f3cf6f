import Foundation

/// A message in the wire format of protocol buffers, written field by field in rising field number.
///
/// Our own, since a file of ONNX needs four of the format's shapes and some thirty fields, and nothing is ever read: the library would
/// come with ten thousand lines of code generated from somebody else's schema.
///
/// - Source: https://protobuf.dev/programming-guides/encoding/
struct ProtocolBuffer {
    private(set) var bytes = Data()

    private enum WireType: Int {
        case variableLength = 0
        case lengthDelimited = 2
        case fourBytes = 5
    }

    /// An `int32`, `int64` or enumeration; negative numbers take ten bytes, as the format says.
    mutating func add(_ field: Int, _ number: Int) {
        addTag(field, .variableLength)
        addVariableLength(UInt64(bitPattern: Int64(number)))
    }

    /// A `float`.
    mutating func add(_ field: Int, _ number: Float) {
        addTag(field, .fourBytes)
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// A `string`.
    mutating func add(_ field: Int, _ text: String) { add(field, Data(text.utf8)) }

    /// A message in this one.
    mutating func add(_ field: Int, _ message: ProtocolBuffer) { add(field, message.bytes) }

    /// `bytes`.
    mutating func add(_ field: Int, _ content: Data) {
        addTag(field, .lengthDelimited)
        addVariableLength(UInt64(content.count))
        bytes.append(content)
    }

    private mutating func addTag(_ field: Int, _ type: WireType) {
        addVariableLength(UInt64(field << 3 | type.rawValue))
    }

    /// Seven bits a byte, the lowest first; all but the last byte have their top bit set.
    private mutating func addVariableLength(_ number: UInt64) {
        var rest = number
        while rest > 0x7f {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
