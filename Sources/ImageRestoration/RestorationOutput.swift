/// What a restoring network gives for a compressed picture, in pixels of 0 to 1.
package enum RestorationOutput: String, Codable, Sendable, CaseIterable {
    /// Compressed minus original: residual learning.
    case artefact
    /// The original.
    case picture

    /// What the network should give for one number of a picture.
    package func target(compressed: UInt8, original: UInt8) -> Float {
        switch self {
        case .artefact: Float(Int(compressed) - Int(original)) / 255
        case .picture: Float(original) / 255
        }
    }

    /// What the network's answer makes of one number of a picture; the number itself where the answer is none.
    ///
    /// The inverse of ``target(compressed:original:)``, exactly.
    package func restored(compressed: UInt8, output: Float) -> UInt8 {
        let value =
            switch self {
            case .artefact: Float(compressed) - output * 255
            case .picture: output * 255
            }
        return value.isFinite ? UInt8(min(max(value.rounded(), 0), 255)) : compressed
    }
}
