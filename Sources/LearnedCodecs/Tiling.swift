import Codecs
import CompressedFiles
import Tensors

/// Cuts pictures of any size into tiles that a network takes, each of one channel, and joins them again.
///
/// Tiles follow each other picture by picture, channel by channel, row by row from the top. Where a picture ends within a tile, its last
/// samples go on to the tile's edge.
struct Tiling {
    let size: PictureSize
    let tile: TileSize

    /// Samples that the tiles of a file's pictures may have beyond those of the pictures: 16 million.
    private static let mostFilling = 1 << 24

    /// - Throws: ``CodecError/wastefulTiles(samples:tiled:)`` for pictures much smaller than a tile.
    init(_ size: PictureSize, tile: TileSize) throws(CodecError) {
        (self.size, self.tile) = (size, tile)
        let (tiled, overflow) = count.multipliedReportingOverflow(by: tile.samples)
        guard !overflow, tiled <= size.samples + Tiling.mostFilling else {
            throw .wastefulTiles(samples: size.samples, tiled: overflow ? .max : tiled)
        }
    }

    private var rows: Int { (size.height + tile.height - 1) / tile.height }
    private var columns: Int { (size.width + tile.width - 1) / tile.width }
    /// Tiles of all pictures.
    var count: Int { size.count * size.channels * rows * columns }

    /// Some of the tiles, a row of samples each.
    func tiles(_ range: Range<Int>, of pictures: Pictures) -> ByteMatrix {
        var bytes = [UInt8](repeating: 0, count: range.count * tile.samples)
        pictures.samples.withUnsafeBufferPointer { samples in
            bytes.withUnsafeMutableBufferPointer { bytes in
                forEachRow(of: range) { row in
                    let line = row.start + min(row.picture, size.height - 1) * size.width * size.channels
                    for column in 0..<tile.width {
                        let inPicture = min(row.left + column, size.width - 1)
                        bytes[row.inTiles + column] = samples[line + inPicture * size.channels]
                    }
                }
            }
        }
        return ByteMatrix(rows: range.count, columns: tile.samples, bytes: bytes)
    }

    /// Puts such tiles where they belong.
    ///
    /// - Parameter samples: of all pictures.
    func put(_ tiles: ByteMatrix, _ range: Range<Int>, into samples: inout [UInt8]) {
        samples.withUnsafeMutableBufferPointer { samples in
            tiles.bytes.withUnsafeBufferPointer { bytes in
                forEachRow(of: range) { row in
                    guard row.picture < size.height else { return }
                    let line = row.start + row.picture * size.width * size.channels
                    for column in 0..<min(tile.width, size.width - row.left) {
                        samples[line + (row.left + column) * size.channels] = bytes[row.inTiles + column]
                    }
                }
            }
        }
    }

    /// A row of a tile.
    private struct Row {
        /// Of its first sample, among those of the tiles.
        let inTiles: Int
        /// Its row in the picture, which may lie beneath the last, and its first column.
        let picture: Int, left: Int
        /// Of the first sample of its picture and channel.
        let start: Int
    }

    @inline(__always)
    private func forEachRow(of range: Range<Int>, _ body: (Row) -> Void) {
        for (index, number) in range.enumerated() {
            let (plane, inPlane) = number.quotientAndRemainder(dividingBy: rows * columns)
            let (picture, channel) = plane.quotientAndRemainder(dividingBy: size.channels)
            let (top, left) = (inPlane / columns * tile.height, inPlane % columns * tile.width)
            for row in 0..<tile.height {
                body(
                    Row(
                        inTiles: index * tile.samples + row * tile.width, picture: top + row, left: left,
                        start: picture * size.samplesPerPicture + channel))
            }
        }
    }
}

/// The size of the pictures that a network takes.
package struct TileSize: Hashable, Sendable {
    package let height: Int
    package let width: Int

    /// - Precondition: both from 1 to 4096.
    package init(height: Int, width: Int) {
        precondition([height, width].allSatisfy(TileSize.sides.contains), "a tile of \(height) × \(width)")
        (self.height, self.width) = (height, width)
    }

    /// - Parameter text: such as 28x28.
    init?(_ text: String) {
        let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard sides.count == 2, sides.allSatisfy(TileSize.sides.contains) else { return nil }
        self.init(height: sides[0], width: sides[1])
    }

    package static let sides = 1...4096

    package var samples: Int { height * width }
    var text: String { "\(height)x\(width)" }
}
