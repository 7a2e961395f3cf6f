import Foundation
import Tensors

/// Codes quantised to a few bits, as bytes: each image's code starts at a byte, the first unit in the highest bits.
///
/// - Cost: ⌈units · bits / 8⌉ bytes per image.
package enum PackedCodes {
    /// Bytes that one image's code takes.
    package static func bytesPerImage(units: Int, bits: Int) -> Int { (units * bits + 7) / 8 }

    /// - Parameter codes: `[N, units]`, in [0, 1].
    /// - Throws: ``CodeNotFinite`` at the first value that no level stands for.
    package static func encode(_ codes: Tensor, with quantizer: UniformQuantizer) throws(CodeNotFinite) -> Data {
        let (units, bits) = (codes.columns, quantizer.bits)
        var data = Data(capacity: codes.rows * bytesPerImage(units: units, bits: bits))
        for row in 0..<codes.rows {
            var pending = 0
            var pendingBits = 0
            for unit in 0..<units {
                let value = codes.elements[row * units + unit]
                guard value.isFinite else { throw CodeNotFinite(image: row, unit: unit, value: value) }
                pending = pending << bits | Int(quantizer.level(of: value))
                pendingBits += bits
                while pendingBits >= 8 {
                    data.append(UInt8(truncatingIfNeeded: pending >> (pendingBits - 8)))
                    pendingBits -= 8
                }
                pending &= 1 << pendingBits - 1
            }
            if pendingBits > 0 { data.append(UInt8(truncatingIfNeeded: pending << (8 - pendingBits))) }
        }
        return data
    }

    /// - Returns: `[N, units]`.
    /// - Throws: ``CodeFileError/wrongSize(expected:found:)``.
    package static func decode(_ data: Data, units: Int, with quantizer: UniformQuantizer) throws -> Tensor {
        let stride = bytesPerImage(units: units, bits: quantizer.bits)
        guard data.count % stride == 0 else {
            throw CodeFileError.wrongSize(
                expected: (data.count / stride + 1) * stride, found: data.count)
        }
        let bytes = [UInt8](data)
        var codes = Tensor([data.count / stride, units])
        codes.withElements { elements in
            for row in 0..<bytes.count / stride {
                for unit in 0..<units {
                    let bit = unit * quantizer.bits
                    let first = row * stride + bit / 8
                    let pair = Int(bytes[first]) << 8 | (first + 1 < bytes.count ? Int(bytes[first + 1]) : 0)
                    let level = pair >> (16 - bit % 8 - quantizer.bits) & (1 << quantizer.bits - 1)
                    elements[row * units + unit] = quantizer.value(ofLevel: UInt8(level))
                }
            }
        }
        return codes
    }
}

/// A code file that cannot be read back.
package enum CodeFileError: Error, Equatable {
    case wrongSize(expected: Int, found: Int)
    case malformedNumber(line: Int, text: String)
    case wrongLineCount(expected: Int, found: Int)
    /// A safetensors file without the tensor “codes”; the names of those it holds.
    case noCodes(tensors: [String])
    /// Expected was `[N, expectedUnits]`.
    case wrongShape(expectedUnits: Int, found: Shape)
}

extension CodeFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrongSize(let expected, let found):
            "a code file of whole images: expected \(expected) bytes, found \(found)"
        case .malformedNumber(let line, let text): "line \(line) of a code file: expected a number, found “\(text)”"
        case .wrongLineCount(let expected, let found):
            "a code file of whole images: expected \(expected) lines, found \(found)"
        case .noCodes(let tensors):
            "a code file: expected the tensor “codes”, found "
                + (tensors.isEmpty ? "none" : tensors.map { "“\($0)”" }.joined(separator: ", "))
        case .wrongShape(let expectedUnits, let found):
            "a code file: expected codes of [images, \(expectedUnits)], found \(found)"
        }
    }
}

/// A code that cannot be quantised, since one of its values is not a number or infinite.
package struct CodeNotFinite: Error, CustomStringConvertible {
    /// Counted from 0, as is ``unit``.
    package let image: Int
    package let unit: Int
    package let value: Float

    package var description: String {
        "the code of image \(image) has \(value) in unit \(unit), which no level stands for; the encoder's training has diverged"
    }
}
