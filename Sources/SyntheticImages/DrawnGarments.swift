import Datasets
import Randomness

/// The second synthetic data set: pieces of clothing, drawn from random numbers alone.
///
/// Grey cloth on black, 28 × 28 and with the ten classes of Fashion-MNIST: each garment is a few polygons and seams whose measures vary,
/// scaled, sheared and shifted, and filled with cloth: a shade that changes across the piece, now and then stripes, and a fine grain.
///
/// The same generators give the same bytes on any CPU: only `+ − × ÷` and the square root are used, which IEEE 754 rounds in one way.
package struct DrawnGarments {
    package static let side = 28

    /// The classes in the order of their labels.
    ///
    /// - Source: Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747, table 2.
    package static let classNames = [
        "T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
    ]

    /// Draws a set whose ten classes are equally frequent (within one), in shuffled order.
    ///
    /// - Parameter generator: the random numbers of each image by its index; those of the order by `count`.
    /// - Cost: about 0.1 ms an image.
    package static func set<Generator: RandomNumberGenerator>(
        count: Int, generator: (_ index: Int) -> Generator
    ) -> ImageSet {
        ImageSet.drawn(count: count, side: side, generator: generator) { image(of: $0, using: &$1) }
    }

    /// One image of a class 0 to 9: `side`·`side` bytes.
    package static func image(of label: Int, using generator: inout some RandomNumberGenerator) -> [UInt8] {
        let garment = Garment.garment(ofClass: label, using: &generator)
        let table = CuttingTable(using: &generator)
        let cloth = Cloth(using: &generator)
        var canvas = Canvas(side: side)
        for piece in garment.pieces { canvas.fill(piece.outline.map(table.place), with: cloth, tone: piece.tone) }
        for seam in garment.seams {
            canvas.draw(
                zip(seam.points, seam.points.dropFirst()).map { Line(from: table.place($0), to: table.place($1)) },
                radius: seam.radius, with: cloth, tone: seam.tone)
        }
        return canvas.bytes
    }
}

/// How the unit square comes to lie on the image: scale, shear, shift, in this order.
private struct CuttingTable {
    private let horizontalScale, verticalScale, shear: Double
    private let shift: Point

    init(using generator: inout some RandomNumberGenerator) {
        horizontalScale = generator.number(in: 22...27)
        verticalScale = generator.number(in: 24.5...27)
        shear = generator.number(in: -0.04...0.04)
        let middle = Double(DrawnGarments.side - 1) / 2
        shift = Point(x: middle + generator.number(in: -0.7...0.7), y: middle + generator.number(in: -0.5...0.5))
    }

    func place(_ point: Point) -> Point {
        let y = (point.y - 0.5) * verticalScale
        return Point(x: (point.x - 0.5) * horizontalScale - shear * y + shift.x, y: y + shift.y)
    }
}

/// The grey of a garment from place to place.
private struct Cloth {
    private let shade, horizontalSlope, verticalSlope: Double
    private let stripeDepth, stripeWidth: Double
    private let hasUprightStripes: Bool
    private let grain: [Double]

    init(using generator: inout some RandomNumberGenerator) {
        shade = generator.number(in: 0.45...0.95)
        horizontalSlope = generator.number(in: -0.008...0.008)
        verticalSlope = generator.number(in: -0.008...0.008)
        stripeDepth = generator.number(in: 0...1) < 0.25 ? generator.number(in: 0.15...0.4) : 0
        stripeWidth = generator.number(in: 2...4)
        hasUprightStripes = generator.number(in: 0...1) < 0.3
        let depth = generator.number(in: 0.02...0.1)
        grain = (0..<DrawnGarments.side * DrawnGarments.side).map { _ in generator.number(in: -depth...depth) }
    }

    /// The grey 0 to 1 of a pixel, at most the cloth's own times `tone`.
    func grey(x: Int, y: Int, tone: Double) -> Double {
        let middle = Double(DrawnGarments.side - 1) / 2
        let place = (hasUprightStripes ? Double(x) : Double(y)) / stripeWidth
        let isOnStripe = Int(place) % 2 == 1
        let light =
            shade + horizontalSlope * (Double(x) - middle) + verticalSlope * (Double(y) - middle)
            + grain[y * DrawnGarments.side + x]
        return max(0.05, min(1, light * tone * (isOnStripe ? 1 - stripeDepth : 1)))
    }
}

/// A black square that shapes are painted on, one over another.
private struct Canvas {
    let side: Int
    private var greys: [Double]

    init(side: Int) {
        self.side = side
        greys = [Double](repeating: 0, count: side * side)
    }

    var bytes: [UInt8] { greys.map { UInt8(max(0, min(1, $0)) * 255 + 0.5) } }

    /// Fills a polygon; its edge is a pixel soft.
    mutating func fill(_ outline: [Point], with cloth: Cloth, tone: Double) {
        let edges = zip(outline, outline.dropFirst() + outline.prefix(1)).map { Line(from: $0, to: $1) }
        paint(with: cloth, tone: tone) { point in
            let distance = edges.distance(to: point)
            return edges.surround(point) ? 0.5 + distance : 0.5 - distance
        }
    }

    /// Draws lines with a round pen.
    mutating func draw(_ lines: [Line], radius: Double, with cloth: Cloth, tone: Double) {
        paint(with: cloth, tone: tone) { radius - lines.distance(to: $0) + 0.5 }
    }

    /// Mixes the cloth's grey into each pixel by its coverage, which is clamped to 0 to 1.
    private mutating func paint(with cloth: Cloth, tone: Double, coverage: (Point) -> Double) {
        for y in 0..<side {
            for x in 0..<side {
                let share = max(0, min(1, coverage(Point(x: Double(x), y: Double(y)))))
                guard share > 0 else { continue }
                let index = y * side + x
                greys[index] += share * (cloth.grey(x: x, y: y, tone: tone) - greys[index])
            }
        }
    }
}

extension [Line] {
    /// The distance from a point to the nearest of the lines.
    fileprivate func distance(to point: Point) -> Double {
        reduce(Double.infinity) { Swift.min($0, $1.squaredDistance(to: point)) }.squareRoot()
    }

    /// Whether a ray to the right crosses the edges of a polygon an odd number of times.
    fileprivate func surround(_ point: Point) -> Bool {
        reduce(false) { isInside, edge in
            guard (edge.start.y > point.y) != (edge.end.y > point.y) else { return isInside }
            let share = (point.y - edge.start.y) / (edge.end.y - edge.start.y)
            return point.x < edge.start.x + share * (edge.end.x - edge.start.x) ? !isInside : isInside
        }
    }
}
