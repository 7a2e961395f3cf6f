import Foundation
import NeuralNetworks

extension Safetensors {
    /// Reads a model file that anyone may have written.
    ///
    /// Foundation's JSON decoder traps where the last byte of a text opens the 513th array within each other: it refuses so many, and looks
    /// one byte further for the place to name. No header and no metadata that end so are let through to it.
    ///
    /// - Throws: ``SafetensorsError``, or ``ModelFileError`` for such metadata.
    package init(decodingUntrusted data: Data) throws {
        let header = data.dropFirst(8)
        let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        if length <= UInt64(header.count), header.prefix(Int(length)).last == UInt8(ascii: "[") {
            throw SafetensorsError(offset: 8, problem: .malformedHeader)
        }
        try self.init(decoding: data)
        if let text = metadata.values.first(where: { $0.utf8.last == UInt8(ascii: "[") }) {
            throw ModelFileError.unreadableArchitecture(text)
        }
    }
}
