import Pixels
import Randomness

/// The third synthetic data set: pictures in colour with what photographs have and compression spoils: slopes, edges and textures.
///
/// A sky that changes smoothly from corner to corner, and before it some discs, bars and half-planes with soft edges; each has a colour that
/// changes across it, and a texture of noise on several scales, as strong as chance will have it.
///
/// The same generators give the same bytes on any CPU: only `+ − × ÷` and the square root are used, which IEEE 754 rounds in one way.
package enum DrawnPhotographs {
    /// One picture of `side` × `side` pixels.
    ///
    /// - Cost: about 40 ms for 256 × 256 pixels.
    package static func picture(side: Int, using generator: inout some RandomNumberGenerator) -> PixelImage {
        let size = Double(side)
        let sky = Surface(size: size, strength: 0...12, using: &generator)
        let things = (0..<(6 + generator.integer(below: 10))).map { _ in
            (Outline(size: size, using: &generator), Surface(size: size, strength: 4...70, using: &generator))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(side * side * 3)
        for row in 0..<side {
            for column in 0..<side {
                let (x, y) = (Double(column), Double(row))
                var colour = sky.colour(x, y)
                for (outline, surface) in things {
                    let coverage = outline.coverage(x, y)
                    if coverage > 0 { colour += (surface.colour(x, y) - colour) * coverage }
                }
                for channel in 0..<3 { bytes.append(UInt8(min(max(colour[channel], 0), 255) + 0.5)) }
            }
        }
        return PixelImage(height: side, width: side, channels: 3, bytes: bytes)
    }
}

/// Where a thing is: inside a disc, a bar or a half-plane.
private struct Outline {
    private enum Form { case disc, bar, halfPlane }

    private let form: Form
    private let centre: SIMD2<Double>
    /// A unit vector across the bar or the half-plane's border.
    private let normal: SIMD2<Double>
    private let radius: Double
    private let softness: Double

    init(size: Double, using generator: inout some RandomNumberGenerator) {
        let chance = generator.integer(below: 8)
        form = chance < 4 ? .disc : chance < 7 ? .bar : .halfPlane
        centre = SIMD2(generator.number(in: 0...size), generator.number(in: 0...size))
        // A rational point of the circle, in one of its four quarters.
        let half = generator.number(in: 0...1)
        let (cosine, sine) = ((1 - half * half) / (1 + half * half), 2 * half / (1 + half * half))
        normal = generator.integer(below: 2) == 0 ? SIMD2(cosine, sine) : SIMD2(cosine, -sine)
        radius =
            form == .bar ? generator.number(in: size / 100...size / 10) : generator.number(in: size / 20...size / 4)
        softness = generator.number(in: 0.7...3)
    }

    /// From 0 outside to 1 inside.
    func coverage(_ x: Double, _ y: Double) -> Double {
        let offset = SIMD2(x, y) - centre
        let across = (offset * normal).sum()
        let inside =
            switch form {
            case .disc: radius - (offset * offset).sum().squareRoot()
            case .bar: radius - (across < 0 ? -across : across)
            case .halfPlane: across
            }
        return min(max(inside / softness + 0.5, 0), 1)
    }
}

/// How a thing looks: a colour that changes with the place, and a texture.
private struct Surface {
    private let corners: [SIMD3<Double>]
    private let size: Double
    private let grain: ValueNoise
    private let tint: SIMD3<Double>

    init(size: Double, strength: ClosedRange<Double>, using generator: inout some RandomNumberGenerator) {
        self.size = size
        // Half way to grey: few things of this world are of pure colours.
        let pure = Surface.colour(0...255, using: &generator)
        let base = (pure + SIMD3(repeating: pure.sum() / 3)) / 2
        corners = (0..<4).map { _ in base + Surface.colour(-40...40, using: &generator) }
        let most = generator.number(in: strength)
        tint = Surface.colour(0.6...1, using: &generator) * most
        grain = ValueNoise(cell: generator.number(in: 1.5...24), using: &generator)
    }

    func colour(_ x: Double, _ y: Double) -> SIMD3<Double> {
        let (u, v) = (x / size, y / size)
        let top = corners[0] + (corners[1] - corners[0]) * u
        let bottom = corners[2] + (corners[3] - corners[2]) * u
        return top + (bottom - top) * v + tint * grain.value(x, y)
    }

    private static func colour(
        _ range: ClosedRange<Double>, using generator: inout some RandomNumberGenerator
    ) -> SIMD3<Double> {
        SIMD3(generator.number(in: range), generator.number(in: range), generator.number(in: range))
    }
}

/// Noise from −1 to 1: random numbers on the corners of a grid, joined smoothly, at three scales.
private struct ValueNoise {
    private static let period = 32
    private let cell: Double
    private let corners: [Double]

    init(cell: Double, using generator: inout some RandomNumberGenerator) {
        self.cell = cell
        corners = (0..<ValueNoise.period * ValueNoise.period).map { _ in generator.number(in: -1...1) }
    }

    func value(_ x: Double, _ y: Double) -> Double {
        let (u, v) = (x / cell, y / cell)
        return (4 * layer(u, v) + 2 * layer(2 * u, 2 * v) + layer(4 * u, 4 * v)) / 7
    }

    private func layer(_ u: Double, _ v: Double) -> Double {
        let (column, row) = (Int(u), Int(v))
        let (across, down) = (smooth(u - Double(column)), smooth(v - Double(row)))
        let top = mix(corner(row, column), corner(row, column + 1), across)
        let bottom = mix(corner(row + 1, column), corner(row + 1, column + 1), across)
        return mix(top, bottom, down)
    }

    private func corner(_ row: Int, _ column: Int) -> Double {
        corners[row % ValueNoise.period * ValueNoise.period + column % ValueNoise.period]
    }

    private func smooth(_ t: Double) -> Double { t * t * (3 - 2 * t) }
    private func mix(_ a: Double, _ b: Double, _ share: Double) -> Double { a + (b - a) * share }
}
