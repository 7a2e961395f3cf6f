/// The shapes of the ten digits as pen strokes in the unit square, x to the right and y down.
enum DigitStrokes {
    /// The strokes of one digit, with its variants (a 7 with a bar, a 1 with a base, an open 4) and each control point
    /// shaken by a few hundredths.
    static func strokes(of digit: Int, using generator: inout some RandomNumberGenerator) -> [Stroke] {
        let variant = generator.number(in: 0...1)
        return template(of: digit, variant: variant).map { stroke in
            stroke.mapPoints { point in
                Point(
                    x: point.x + generator.number(in: -0.035...0.035), y: point.y + generator.number(in: -0.035...0.035)
                )
            }
        }
    }

    /// - Parameter variant: 0 to 1, chooses among the ways to write the digit.
    private static func template(of digit: Int, variant: Double) -> [Stroke] {
        switch digit {
        case 0: [.ellipse(0.5, 0.5, radii: 0.34, 0.48)]
        case 1: one(variant)
        case 2:
            [
                Stroke(0.2, 0.25).curve(0.25, -0.06, 0.85, -0.06, 0.8, 0.3).curve(0.76, 0.52, 0.35, 0.72, 0.17, 0.96)
                    .line(0.86, 0.94)
            ]
        case 3:
            [
                Stroke(0.22, 0.12).curve(0.42, -0.08, 0.86, 0, 0.79, 0.26).curve(0.75, 0.41, 0.6, 0.47, 0.42, 0.48)
                    .curve(0.7, 0.46, 0.92, 0.6, 0.83, 0.8).curve(0.72, 1.05, 0.3, 1.03, 0.16, 0.86)
            ]
        case 4: four(variant)
        case 5:
            [
                Stroke(0.82, 0.04).line(0.32, 0.05).line(0.25, 0.45).curve(0.5, 0.32, 0.9, 0.42, 0.83, 0.72)
                    .curve(0.75, 1.04, 0.35, 1.03, 0.17, 0.87)
            ]
        case 6:
            [
                Stroke(0.7, 0.02).curve(0.4, 0.12, 0.2, 0.42, 0.2, 0.7).curve(0.22, 1.07, 0.82, 1.08, 0.82, 0.74)
                    .curve(0.82, 0.44, 0.32, 0.42, 0.21, 0.74)
            ]
        case 7: seven(variant)
        case 8: [.ellipse(0.5, 0.26, radii: 0.24, 0.23), .ellipse(0.5, 0.74, radii: 0.3, 0.25)]
        case 9:
            [.ellipse(0.48, 0.29, radii: 0.29, 0.27), Stroke(0.77, 0.27).curve(0.78, 0.55, 0.7, 0.8, 0.58, 0.98)]
        default: preconditionFailure("\(digit) is not a digit")
        }
    }

    private static func one(_ variant: Double) -> [Stroke] {
        let stem = Stroke(0.5, 0.02).line(0.5, 0.98)
        let flag = Stroke(0.3, 0.22).line(0.5, 0.02)
        if variant < 0.6 { return [stem] }
        if variant < 0.85 { return [flag, stem] }
        return [flag, stem, Stroke(0.28, 0.98).line(0.74, 0.98)]
    }

    private static func four(_ variant: Double) -> [Stroke] {
        if variant < 0.5 {
            return [
                Stroke(0.26, 0.04).curve(0.24, 0.3, 0.2, 0.42, 0.2, 0.55).line(0.86, 0.53),
                Stroke(0.74, 0.06).line(0.68, 0.98),
            ]
        }
        return [Stroke(0.64, 0.98).line(0.64, 0.02).line(0.12, 0.64).line(0.92, 0.64)]
    }

    private static func seven(_ variant: Double) -> [Stroke] {
        let hook = Stroke(0.14, 0.08).line(0.86, 0.06).curve(0.66, 0.35, 0.5, 0.65, 0.42, 0.98)
        return variant < 0.7 ? [hook] : [hook, Stroke(0.3, 0.5).line(0.78, 0.48)]
    }
}

struct Point: Equatable {
    var x, y: Double
}

/// One movement of the pen: cubic Bézier curves end to end.
struct Stroke {
    private struct Curve {
        var control1, control2, end: Point
    }

    private var start: Point
    private var curves: [Curve] = []

    init(_ x: Double, _ y: Double) {
        start = Point(x: x, y: y)
    }

    /// Goes on to the last of three points, drawn towards the first two.
    func curve(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x3: Double, _ y3: Double) -> Stroke {
        var longer = self
        longer.curves.append(
            Curve(control1: Point(x: x1, y: y1), control2: Point(x: x2, y: y2), end: Point(x: x3, y: y3)))
        return longer
    }

    /// Goes straight on.
    func line(_ x: Double, _ y: Double) -> Stroke {
        let from = curves.last?.end ?? start
        return curve(
            from.x + (x - from.x) / 3, from.y + (y - from.y) / 3, from.x + (x - from.x) * 2 / 3,
            from.y + (y - from.y) * 2 / 3, x, y)
    }

    /// A closed ellipse of four curves, begun at its top.
    static func ellipse(_ x: Double, _ y: Double, radii a: Double, _ b: Double) -> Stroke {
        // The control distance at which a cubic comes nearest to a quarter circle.
        let c = 0.5523 * a
        let d = 0.5523 * b
        return Stroke(x, y - b).curve(x - c, y - b, x - a, y - d, x - a, y).curve(x - a, y + d, x - c, y + b, x, y + b)
            .curve(x + c, y + b, x + a, y + d, x + a, y).curve(x + a, y - d, x + c, y - b, x, y - b)
    }

    func mapPoints(_ transform: (Point) -> Point) -> Stroke {
        var moved = self
        moved.start = transform(start)
        moved.curves = curves.map {
            Curve(control1: transform($0.control1), control2: transform($0.control2), end: transform($0.end))
        }
        return moved
    }

    /// The stroke as straight pieces, eight to a curve.
    func lines() -> [Line] {
        var lines: [Line] = []
        var from = start
        for curve in curves {
            var last = from
            for step in 1...8 {
                let t = Double(step) / 8
                let u = 1 - t
                let weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
                func blend(_ coordinate: KeyPath<Point, Double>) -> Double {
                    weights.0 * from[keyPath: coordinate] + weights.1 * curve.control1[keyPath: coordinate]
                        + weights.2 * curve.control2[keyPath: coordinate] + weights.3 * curve.end[keyPath: coordinate]
                }
                let next = Point(x: blend(\.x), y: blend(\.y))
                lines.append(Line(from: last, to: next))
                last = next
            }
            from = curve.end
        }
        return lines
    }
}
