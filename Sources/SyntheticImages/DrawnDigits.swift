import Datasets
import Randomness

/// The first synthetic data set: handwritten-looking digits, drawn from random numbers alone.
///
/// White strokes on black, 28 × 28 like MNIST: each digit is a few curves whose control points are shaken a little,
/// then turned, sheared, scaled and shifted, then drawn with a round pen and soft edges.
///
/// The same generators give the same bytes on any CPU: only `+ − × ÷` and the square root are used, which IEEE 754
/// rounds in one way, and a rotation is a rational function of its parameter.
package struct DrawnDigits {
    package static let side = 28

    /// Draws a set whose ten classes are equally frequent (within one), in shuffled order.
    ///
    /// - Parameter generator: the random numbers of each image by its index; those of the order by `count`.
    /// - Cost: about 0.1 ms an image.
    package static func set<Generator: RandomNumberGenerator>(
        count: Int, generator: (_ index: Int) -> Generator
    ) -> ImageSet {
        ImageSet.drawn(count: count, side: side, generator: generator) { image(of: $0, using: &$1) }
    }

    /// One image of the digit 0 to 9: `side`·`side` bytes.
    package static func image(of digit: Int, using generator: inout some RandomNumberGenerator) -> [UInt8] {
        let strokes = DigitStrokes.strokes(of: digit, using: &generator)
        let hand = Hand(using: &generator)
        let penRadius = generator.number(in: 0.85...1.55)
        let lines = strokes.flatMap { $0.lines().map { Line(from: hand.place($0.start), to: hand.place($0.end)) } }
        return Pen(radius: penRadius).draw(lines, side: side)
    }
}

/// How one writer's hand puts the unit square on the image: scale, shear, rotation, shift, in this order.
private struct Hand {
    private let horizontalScale, verticalScale, shear, cosine, sine: Double
    private let shift: Point

    init(using generator: inout some RandomNumberGenerator) {
        horizontalScale = generator.number(in: 14...20)
        verticalScale = generator.number(in: 16.5...20)
        shear = generator.number(in: -0.12...0.32)
        // tan(angle/2): angles of about ±11°.
        let halfTangent = generator.number(in: -0.1...0.1)
        let square = halfTangent * halfTangent
        cosine = (1 - square) / (1 + square)
        sine = 2 * halfTangent / (1 + square)
        let middle = Double(DrawnDigits.side - 1) / 2
        shift = Point(x: middle + generator.number(in: -1...1), y: middle + generator.number(in: -1...1))
    }

    func place(_ point: Point) -> Point {
        let y = (point.y - 0.5) * verticalScale
        let x = (point.x - 0.5) * horizontalScale - shear * y
        return Point(x: cosine * x - sine * y + shift.x, y: sine * x + cosine * y + shift.y)
    }
}

extension RandomNumberGenerator {
    /// Uniform, with 53 random bits. Not `uniform()`, whose numbers lie half a step higher: the digits would be others.
    mutating func number(in range: ClosedRange<Double>) -> Double {
        let unit = Double(next() >> 11) / 9_007_199_254_740_992
        return range.lowerBound + (range.upperBound - range.lowerBound) * unit
    }
}
