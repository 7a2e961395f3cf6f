import Foundation
import NeuralNetworks
import Tensors

/// A way to write the numbers of a code layer to a file, and to read them back.
package enum CodeRepresentation: Hashable, Sendable {
    /// Little-endian float32 in a safetensors file.
    case float32
    /// 19-digit decimal text.
    case decimalText
    /// Uniformly quantised in [0, 1], packed.
    case uniform(bits: Int)

    /// The name in declarations, file names and tables: `float32`, `text-19`, `uniform-4`.
    package var name: String {
        switch self {
        case .float32: "float32"
        case .decimalText: "text-19"
        case .uniform(let bits): "uniform-\(bits)"
        }
    }

    package init?(name: String) {
        switch name {
        case "float32": self = .float32
        case "text-19": self = .decimalText
        default:
            guard name.hasPrefix("uniform-"), let bits = Int(name.dropFirst(8)), (1...8).contains(bits) else {
                return nil
            }
            self = .uniform(bits: bits)
        }
    }

    /// The file of a set's codes `[N, units]`.
    ///
    /// - Throws: ``CodeNotFinite`` where levels are asked for.
    package func encode(_ codes: Tensor) throws -> Data {
        switch self {
        case .float32: Safetensors(tensors: [("codes", codes)]).encoded()
        case .decimalText: DecimalText.encode(codes.elements)
        case .uniform(let bits): try PackedCodes.encode(codes, with: UniformQuantizer(bits: bits))
        }
    }

    /// The codes `[N, units]` of a file.
    ///
    /// - Throws: ``CodeFileError`` or ``SafetensorsError``.
    package func decode(_ data: Data, units: Int) throws -> Tensor {
        switch self {
        case .float32:
            let file = try Safetensors(decoding: data)
            guard let codes = file["codes"] else { throw CodeFileError.noCodes(tensors: file.tensors.map(\.name)) }
            guard codes.shape.dimensions.count == 2, codes.columns == units else {
                throw CodeFileError.wrongShape(expectedUnits: units, found: codes.shape)
            }
            return codes
        case .decimalText: return try DecimalText.decode(data, units: units)
        case .uniform(let bits):
            return try PackedCodes.decode(data, units: units, with: UniformQuantizer(bits: bits))
        }
    }

    /// Bytes of the file that are not code: the header of a safetensors file.
    package func overheadBytes(codes: Tensor, fileSize: Int) -> Int {
        self == .float32 ? fileSize - codes.elements.count * 4 : 0
    }
}

extension CodeRepresentation: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let representation = CodeRepresentation(name: name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "expected float32, text-19 or uniform-1 to uniform-8, found “\(name)”")
        }
        self = representation
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
