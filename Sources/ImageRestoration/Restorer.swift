import Foundation
import NeuralNetworks
import Pixels
import Tensors

/// A trained network that takes JPEG's traces out of pictures of any size, and knows when not to.
///
/// Large pictures go through in tiles that overlap by what one output pixel sees; each pixel is taken from a tile that holds all it depends on,
/// so that it has the bits it would have, had the picture gone through whole.
package final class Restorer {
    package let output: RestorationOutput
    /// The highest quality whose pictures are restored: on the validation pictures the network gained up to here. 0 for none.
    package let highestQuality: Int
    package let network: Network
    /// Pixels that an output pixel sees in each direction.
    package let radius: Int
    /// Pixels of a tile's side, at most.
    private let longestTile: Int
    /// By the shape of their input.
    private var tiles: [[Int]: Network] = [:]

    /// - Throws: ``RestorerError`` for a network that does not give pictures of its input's size.
    package init(_ network: Network, output: RestorationOutput, highestQuality: Int) throws {
        (self.network, self.output, self.highestQuality) = (network, output, highestQuality)
        radius = try Restorer.radius(of: network.architecture)
        let layers = network.architecture.layers
        guard
            let side = stride(from: 160, through: 16, by: -8).first(where: {
                (try? NetworkArchitecture(input: [$0, $0, 3], layers: layers)) != nil
            }), side > 2 * radius
        else { throw RestorerError.tooDeep(radius: radius) }
        longestTile = side
    }

    /// What the network makes of a compressed picture; a grey one is restored as three equal channels, and its luma taken.
    ///
    /// - Cost: the network's products for each pixel, and more for the overlap of its tiles, which have sides of at most 160 pixels: an
    ///   eighth more at depth 8, several times as much for very deep networks, whose tiles are smaller.
    package func restore(_ picture: PixelImage, using kernels: any Kernels) -> PixelImage {
        if picture.channels == 1 {
            let colour = PixelImage(
                height: picture.height, width: picture.width, channels: 3,
                bytes: picture.bytes.flatMap { [$0, $0, $0] })
            return restore(colour, using: kernels).grey(.full)
        }
        var restored = picture.bytes
        for rows in TileSpan.spans(of: picture.height, most: longestTile, overlap: radius) {
            for columns in TileSpan.spans(of: picture.width, most: longestTile, overlap: radius) {
                restoreTile(rows, columns, of: picture, into: &restored, using: kernels)
            }
        }
        return PixelImage(height: picture.height, width: picture.width, channels: 3, bytes: restored)
    }

    private func restoreTile(
        _ rows: TileSpan, _ columns: TileSpan, of picture: PixelImage, into restored: inout [UInt8],
        using kernels: any Kernels
    ) {
        let tile = picture.cropped(
            top: rows.start, left: columns.start, height: rows.length, width: columns.length)
        let input = Tensor(
            [1, tile.height, tile.width, 3], elements: tile.bytes.map { Float($0) / 255 })
        let answer = tileNetwork([tile.height, tile.width, 3]).forward(input, using: kernels)
        for row in rows.kept {
            for column in columns.kept {
                for channel in 0..<3 {
                    let place = ((row - rows.start) * tile.width + column - columns.start) * 3 + channel
                    restored[(row * picture.width + column) * 3 + channel] = output.restored(
                        compressed: tile.bytes[place], output: answer.elements[place])
                }
            }
        }
    }

    private func tileNetwork(_ shape: [Int]) -> Network {
        if let known = tiles[shape] { return known }
        do {
            let network = try network.taking(shape)
            tiles[shape] = network
            return network
        } catch {
            preconditionFailure("a tile of \(shape) is no larger than those that were tried: \(error)")
        }
    }

    private static func radius(of architecture: NetworkArchitecture) throws(RestorerError) -> Int {
        guard architecture.input.count == 3, architecture.input[2] == 3, architecture.output == architecture.input
        else { throw .notPictures(input: architecture.input, output: architecture.output) }
        var radius = 0
        for (index, layer) in architecture.layers.enumerated() {
            switch layer {
            case .convolution(_, let kernel, let stride, let padding, _, _)
            where stride == 1 && kernel % 2 == 1 && padding == kernel / 2:
                radius += padding
            case .batchNormalization: continue
            default: throw .unusableLayer(index)
            }
        }
        return radius
    }
}

/// One tile's pixels along an axis, and those of them that are kept.
private struct TileSpan {
    let start: Int
    let length: Int
    let kept: Range<Int>

    /// The fewest tiles of at most `most` pixels, and those no longer than they need be.
    static func spans(of length: Int, most: Int, overlap: Int) -> [TileSpan] {
        guard length > most else { return [TileSpan(start: 0, length: length, kept: 0..<length)] }
        let count = dividedUp(length - 2 * overlap, by: most - 2 * overlap)
        let side = dividedUp(length - 2 * overlap, by: count) + 2 * overlap
        var spans: [TileSpan] = []
        var done = 0
        while done < length {
            let start = min(max(done - overlap, 0), length - side)
            let end = start + side == length ? length : start + side - overlap
            spans.append(TileSpan(start: start, length: side, kept: done..<end))
            done = end
        }
        return spans
    }

    private static func dividedUp(_ number: Int, by divisor: Int) -> Int { (number + divisor - 1) / divisor }
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
    package convenience init(decoding data: Data) throws {
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
    case tooDeep(radius: Int)

    package var description: String {
        switch self {
        case .noRestorer: "the model file's metadata do not say what it restores; expected a file of train-restorer"
        case .notPictures(let input, let output):
            "expected a network from [height, width, 3] to the same shape, found one from \(input) to \(output)"
        case .unusableLayer(let layer):
            "layer \(layer): expected a convolution that keeps the size, or a normalisation"
        case .tooDeep(let radius):
            "expected a network whose tiles fit in memory, found one of which each pixel sees \(radius) in each direction"
        }
    }
}
