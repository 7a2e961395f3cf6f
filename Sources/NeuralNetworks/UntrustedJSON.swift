import Foundation

/// Decodes JSON in UTF-8 that anyone may have written.
///
/// Foundation's decoder traps where the last byte of a text opens the 513th array within each other: it refuses so many, and looks one byte
/// further for the place to name. A blank after the text gives it that byte. Where a mark or zeros among the first four bytes speak of UTF-16 or
/// UTF-32 it decodes a copy in UTF-8, which ends without the blank: behind four blanks they never do.
package func decodeJSON<Value: Decodable>(_ type: Value.Type, from text: some Sequence<UInt8>) throws -> Value {
    try JSONDecoder().decode(type, from: Data("    ".utf8) + Data(text) + Data(" ".utf8))
}
