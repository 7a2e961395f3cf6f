/// What is worn on the feet, its toe to the left, and what is carried in the hand.
extension Garment {
    /// A sandal: a thin sole on a heel, and straps with air between them.
    static func sandal(using generator: inout some RandomNumberGenerator) -> Garment {
        let heel = generator.number(in: 0.05...0.3)
        let sole = generator.number(in: 0.05...0.08)
        let front = 0.82
        let back = front - heel
        let ankle = generator.number(in: 0.12...0.22)
        let strap = generator.number(in: 0.6...1.1)
        let toe = Point(x: 0.03, y: front - 0.03)
        return Garment(
            pieces: [
                Piece(outline: [
                    toe, Point(x: 0.35, y: front - 0.03), Point(x: 0.75, y: back), Point(x: 0.97, y: back),
                    Point(x: 0.95, y: 0.9), Point(x: 0.84, y: 0.9), Point(x: 0.8, y: back + sole + 0.03),
                    Point(x: 0.36, y: front + sole), Point(x: 0.05, y: front + sole),
                ])
            ],
            seams: [
                Seam(
                    points: [
                        Point(x: 0.14, y: front), Point(x: 0.24, y: front - 0.16), Point(x: 0.38, y: front - 0.04),
                    ],
                    radius: strap, tone: 0.9),
                Seam(
                    points: [
                        Point(x: 0.3, y: front - 0.1), Point(x: 0.55, y: back - ankle), Point(x: 0.72, y: back),
                    ],
                    radius: strap, tone: 0.9),
                Seam(
                    points: [
                        Point(x: 0.55, y: back - ankle), Point(x: 0.9, y: back - ankle), Point(x: 0.95, y: back),
                    ],
                    radius: strap, tone: 0.9),
            ])
    }

    /// A sneaker: low all along, with a light sole and laces.
    static func sneaker(using generator: inout some RandomNumberGenerator) -> Garment {
        let ankle = generator.number(in: 0.36...0.44)
        let instep = generator.number(in: 0.5...0.56)
        let toe = generator.number(in: 0.6...0.66)
        let sole = generator.number(in: 0.06...0.1)
        let base = 0.82
        return Garment(
            pieces: [
                Piece(outline: [
                    Point(x: 0.02, y: toe + 0.12), Point(x: 0.1, y: toe), Point(x: 0.3, y: toe - 0.03),
                    Point(x: 0.56, y: instep - 0.06), Point(x: 0.66, y: ankle), Point(x: 0.76, y: ankle + 0.06),
                    Point(x: 0.95, y: ankle - 0.03), Point(x: 0.99, y: base - 0.05), Point(x: 0.98, y: base),
                    Point(x: 0.02, y: base),
                ]),
                Piece(
                    outline: [
                        Point(x: 0.01, y: base - sole), Point(x: 0.99, y: base - sole), Point(x: 0.98, y: base),
                        Point(x: 0.03, y: base),
                    ], tone: 1.35),
            ],
            seams: [0.4, 0.48, 0.56].map { x in
                Seam(points: [Point(x: x, y: instep - 0.02), Point(x: x + 0.07, y: instep + 0.08)], tone: 0.3)
            })
    }

    /// An ankle boot: a shaft over the heel, and a heel under it.
    static func boot(using generator: inout some RandomNumberGenerator) -> Garment {
        let top = generator.number(in: 0.03...0.16)
        let shaft = generator.number(in: 0.38...0.5)
        let instep = generator.number(in: 0.52...0.6)
        let heel = generator.number(in: 0.04...0.14)
        let base = 0.97
        return Garment(
            pieces: [
                Piece(outline: [
                    Point(x: 0.02, y: base - 0.1), Point(x: 0.06, y: instep + 0.2), Point(x: 0.3, y: instep + 0.1),
                    Point(x: shaft, y: instep - 0.05), Point(x: shaft + 0.02, y: top), Point(x: 0.94, y: top + 0.02),
                    Point(x: 0.92, y: instep), Point(x: 0.97, y: base - heel), Point(x: 0.96, y: base),
                    Point(x: 0.74, y: base), Point(x: 0.7, y: base - heel), Point(x: 0.36, y: base - 0.02),
                    Point(x: 0.05, y: base - 0.02),
                ])
            ],
            seams: [
                Seam(
                    points: [
                        Point(x: 0.05, y: base - 0.12), Point(x: 0.5, y: base - 0.12 - heel / 2),
                        Point(x: 0.94, y: base - heel - 0.04),
                    ],
                    tone: 0.4)
            ])
    }

    /// A bag: a box, or one narrower above, under the arc of a handle.
    static func bag(using generator: inout some RandomNumberGenerator) -> Garment {
        let top = generator.number(in: 0.3...0.45)
        let bottom = generator.number(in: 0.85...0.95)
        let lower = generator.number(in: 0.36...0.48)
        let upper = lower - generator.number(in: 0...0.1)
        let grip = generator.number(in: 0.15...0.28)
        let rise = generator.number(in: 0.03...0.12)
        return Garment(
            pieces: [
                symmetric([
                    Point(x: 0.5, y: top), Point(x: 0.5 + upper, y: top), Point(x: 0.5 + lower, y: bottom),
                    Point(x: 0.5, y: bottom),
                ])
            ],
            seams: [
                Seam(
                    points: [
                        Point(x: 0.5 - grip, y: top), Point(x: 0.5 - grip * 0.8, y: rise + 0.06),
                        Point(x: 0.5 - grip * 0.4, y: rise), Point(x: 0.5 + grip * 0.4, y: rise),
                        Point(x: 0.5 + grip * 0.8, y: rise + 0.06), Point(x: 0.5 + grip, y: top),
                    ],
                    radius: generator.number(in: 0.6...1.1), tone: 0.85),
                Seam(
                    points: [
                        Point(x: 0.5 - upper, y: top + 0.14), Point(x: 0.5, y: top + 0.22),
                        Point(x: 0.5 + upper, y: top + 0.14),
                    ]),
            ])
    }
}
