import NeuralNetworks
import Pixels
import Tensors

/// A network of convolutions that keep a picture's size, as it takes pictures of any size: from top to bottom, a band of rows at a time.
///
/// Each step makes as many rows in a turn as a band has, and keeps the last rows of its input, since the next turn sees them too. So a
/// step's rows lie its padding higher than those it is given, and no row is computed twice:
///
/// ```
///  picture        step of padding 1                       step of padding 1
///  rows 8 … 15 ─▶ kept 6, 7; sees 6 … 15; makes 7 … 14 ─▶ kept 5, 6; sees 5 … 14; makes 6 … 13 ─▶ answer
/// ```
///
/// Rows and columns outside the picture are zeros for every step, as they are for the network itself. Pictures wider than a strip go through
/// in strips that overlap by what a pixel sees, and each pixel is taken from a strip that holds all it depends on. So every number has the
/// bits that it would have, had the picture gone through whole.
package struct BandedNetwork {
    /// Rows of a band. At 64 channels and 768 columns, 4 to 8 are fastest where the second-level cache has 1 MiB: with more, what a layer
    /// reads and writes does not stay in it (a quarter slower at 16), and with fewer, its weights are packed too often.
    package static let usualBandHeight = 4
    /// Columns of a strip, at most; from 850 to 2400 the speed is the same within 5 %.
    package static let usualWidth = 1024
    /// Numbers that a picture of any size keeps in memory at a time, besides the network's own: 64 MiB.
    package static let mostNumbers = 1 << 24

    /// Pixels that an output pixel sees in each direction.
    package let radius: Int
    let steps: [BandedStep]
    let bandHeight: Int
    /// Columns of a strip, at most: fewer than asked for where those would take more than ``mostNumbers``.
    private let longestStrip: Int

    /// - Throws: ``RestorerError`` for a network that does not give pictures of its input's size, or that needs too much memory.
    package init(
        _ network: Network, bandHeight: Int = BandedNetwork.usualBandHeight, mostWidth: Int = BandedNetwork.usualWidth
    ) throws(RestorerError) {
        let steps = try BandedStep.steps(of: network)
        let radius = steps.reduce(0) { $0 + $1.padding }
        // Numbers grow by as much with each column.
        let fewest = BandedRun.numbers(of: steps, bandHeight: bandHeight, width: 0)
        let column = BandedRun.numbers(of: steps, bandHeight: bandHeight, width: 1) - fewest
        longestStrip = min(max(mostWidth, 4 * radius), (BandedNetwork.mostNumbers - fewest) / column)
        guard longestStrip > 2 * radius else { throw .tooLarge(radius: radius) }
        (self.radius, self.steps, self.bandHeight) = (radius, steps, bandHeight)
    }

    /// What the network makes of a picture of three channels, whose numbers it is given from 0 to 1.
    ///
    /// - Parameter body: called once for each row of each strip, from top to bottom: with the columns that are taken from the strip, and the
    ///   network's three numbers for each of them.
    /// - Cost: the network's products for each pixel; for each step about one band of rows outside the picture besides; and of a picture wider
    ///   than a strip, the columns by which strips overlap. Memory: at most ``mostNumbers`` numbers.
    package func forward(
        _ picture: PixelImage, using kernels: any Kernels,
        _ body: (_ row: Int, _ columns: Range<Int>, _ answer: UnsafeBufferPointer<Float>) -> Void
    ) {
        precondition(picture.channels == 3, "a picture of \(picture.channels) channels")
        let spans = StripSpan.spans(of: picture.width, most: longestStrip, overlap: radius)
        guard let first = spans.first else { return }
        var run = BandedRun(of: self, width: first.length, pictureHeight: picture.height)
        for span in spans {
            run.forward(picture, span, using: kernels) { row, answer in body(row, span.kept, answer) }
        }
    }
}
