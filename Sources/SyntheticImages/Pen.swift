/// A straight piece of a stroke.
struct Line {
    let start, end: Point

    init(from start: Point, to end: Point) {
        self.start = start
        self.end = end
    }

    /// The square of the distance from a point to the nearest point of the piece.
    func squaredDistance(to point: Point) -> Double {
        let dx = end.x - start.x
        let dy = end.y - start.y
        let length = dx * dx + dy * dy
        let px = point.x - start.x
        let py = point.y - start.y
        let along = length > 0 ? max(0, min(1, (px * dx + py * dy) / length)) : 0
        let x = px - along * dx
        let y = py - along * dy
        return x * x + y * y
    }
}

/// A round pen with an edge one pixel and a half soft.
struct Pen {
    /// Pixels, to the middle of the edge.
    let radius: Double
    private let edge = 1.5

    /// Draws pieces on a black square; the centre of the first pixel is (0, 0).
    func draw(_ lines: [Line], side: Int) -> [UInt8] {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(side * side)
        for y in 0..<side {
            for x in 0..<side {
                let point = Point(x: Double(x), y: Double(y))
                let nearest = lines.reduce(Double.infinity) { min($0, $1.squaredDistance(to: point)) }
                let coverage = max(0, min(1, (radius - nearest.squareRoot()) / edge + 0.5))
                pixels.append(UInt8(coverage * 255 + 0.5))
            }
        }
        return pixels
    }
}
