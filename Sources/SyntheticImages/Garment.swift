/// A piece of clothing as polygons and seams in the unit square, x to the right and y down.
struct Garment {
    /// A polygon of cloth; later pieces lie on earlier ones.
    struct Piece {
        let outline: [Point]
        /// How light the piece is beside the cloth's own grey.
        var tone = 1.0
    }

    /// A line along points: a strap, a zip, the edge of a collar.
    struct Seam {
        let points: [Point]
        /// Half its width in pixels.
        var radius = 0.4
        var tone = 0.4
    }

    var pieces: [Piece] = []
    var seams: [Seam] = []

    /// A garment of one of ``DrawnGarments/classNames``, its measures shaken by the generator.
    static func garment(ofClass label: Int, using generator: inout some RandomNumberGenerator) -> Garment {
        switch label {
        case 0: top(.tShirt, using: &generator)
        case 1: trousers(using: &generator)
        case 2: top(.pullover, using: &generator)
        case 3: dress(using: &generator)
        case 4: top(.coat, using: &generator)
        case 5: sandal(using: &generator)
        case 6: top(.shirt, using: &generator)
        case 7: sneaker(using: &generator)
        case 8: bag(using: &generator)
        case 9: boot(using: &generator)
        default: preconditionFailure("\(label) is not a class of garments")
        }
    }

    /// A polygon that is its own mirror image, from its right half: points from the top of the middle to its bottom.
    static func symmetric(_ rightHalf: [Point], tone: Double = 1) -> Piece {
        Piece(outline: rightHalf + rightHalf.reversed().map(\.mirrored), tone: tone)
    }
}

extension Point {
    /// The point on the other side of the upright middle line.
    var mirrored: Point { Point(x: 1 - x, y: y) }
}
