import Foundation
import NeuralNetworks
import Pixels
import Tensors

/// A trained network that takes JPEG's traces out of pictures of any size, and knows when not to.
package struct Restorer {
    package let output: RestorationOutput
    /// The highest quality whose pictures are restored: on the validation pictures the network gained up to here. 0 for none.
    package let highestQuality: Int
    package let network: Network
    private let bands: BandedNetwork

    /// - Throws: ``RestorerError`` for a network that does not give pictures of its input's size, or that needs too much memory.
    package init(_ network: Network, output: RestorationOutput, highestQuality: Int) throws(RestorerError) {
        (self.network, self.output, self.highestQuality) = (network, output, highestQuality)
        bands = try BandedNetwork(network)
    }

    /// Pixels that an output pixel sees in each direction.
    package var radius: Int { bands.radius }

    /// What the network makes of a compressed picture; a grey one is restored as three equal channels, and its luma taken.
    ///
    /// - Cost: that of ``BandedNetwork/forward(_:using:_:)``, besides the pictures themselves.
    package func restore(_ picture: PixelImage, using kernels: any Kernels) -> PixelImage {
        if picture.channels == 1 {
            let colour = PixelImage(
                height: picture.height, width: picture.width, channels: 3,
                bytes: picture.bytes.flatMap { [$0, $0, $0] })
            return restore(colour, using: kernels).grey(.full)
        }
        var restored = picture.bytes
        bands.forward(picture, using: kernels) { row, columns, answer in
            let start = (row * picture.width + columns.lowerBound) * 3
            for (place, number) in zip(start..., answer) {
                restored[place] = output.restored(compressed: picture.bytes[place], output: number)
            }
        }
        return PixelImage(height: picture.height, width: picture.width, channels: 3, bytes: restored)
    }
}

extension Restorer {
    private static let outputKey = "restoration.output", qualityKey = "restoration.highestQuality"

    /// The model file: the network's, whose metadata say what it gives and up to which quality it helps.
    package func encoded() throws -> Data {
        try ModelFile.encode(
            network,
            extraMetadata: [Restorer.outputKey: output.rawValue, Restorer.qualityKey: String(highestQuality)])
    }

    /// - Throws: `SafetensorsError`, `ModelFileError` or ``RestorerError``.
    package init(decoding data: Data) throws {
        let file = try Safetensors(decoding: data)
        guard let output = file.metadata[Restorer.outputKey].flatMap(RestorationOutput.init),
            let quality = file.metadata[Restorer.qualityKey].flatMap(Int.init), (0...100).contains(quality)
        else { throw RestorerError.noRestorer }
        try self.init(try ModelFile.decode(file), output: output, highestQuality: quality)
    }
}

/// A network that cannot restore pictures.
package enum RestorerError: Error, Equatable, CustomStringConvertible {
    case noRestorer
    case notPictures(input: [Int], output: [Int])
    case unusableLayer(Int)
    case tooLarge(radius: Int)

    package var description: String {
        switch self {
        case .noRestorer: "the model file's metadata do not say what it restores; expected a file of train-restorer"
        case .notPictures(let input, let output):
            "expected a network from [height, width, 3] to the same shape, found one from \(input) to \(output)"
        case .unusableLayer(let layer):
            "layer \(layer): expected a convolution that keeps the size, or a normalisation"
        case .tooLarge(let radius):
            "expected a network for which a strip of a picture takes at most \(BandedNetwork.mostNumbers) numbers, found one that takes "
                + "more, of which each pixel sees \(radius) in each direction"
        }
    }
}
