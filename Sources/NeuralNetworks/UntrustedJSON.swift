import Foundation

/// Decodes JSON that anyone may have written.
///
/// Foundation's decoder traps where the last byte of a text opens the 513th array within each other: it refuses so many, and looks one byte
/// further for the place to name. A blank after the text gives it that byte.
package func decodeJSON<Value: Decodable>(_ type: Value.Type, from text: some Sequence<UInt8>) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text) + [UInt8(ascii: " ")])
}
