/// What is worn on the body: tops, a dress, trousers.
extension Garment {
    /// What sets one kind of top apart from another.
    enum Top {
        case tShirt, pullover, coat, shirt
    }

    /// A body with two sleeves; the kinds differ in the sleeves' length, the neck and what is sewn on.
    static func top(_ kind: Top, using generator: inout some RandomNumberGenerator) -> Garment {
        let neck = generator.number(in: kind == .tShirt ? 0.1...0.15 : 0.07...0.11)
        let neckDepth = generator.number(in: kind == .tShirt ? 0.06...0.12 : 0.02...0.05)
        let shoulder = generator.number(in: 0.25...0.3)
        let hem = generator.number(in: kind == .coat ? 0.28...0.33 : 0.22...0.27)
        let bottom = generator.number(in: kind == .coat ? 0.93...0.99 : 0.88...0.97)
        let top = 0.03
        let armpit = Point(x: 0.5 + hem - 0.02, y: generator.number(in: 0.3...0.36))
        let cuff = cuff(of: kind, using: &generator)
        var garment = Garment(pieces: [
            symmetric([
                Point(x: 0.5, y: top + neckDepth), Point(x: 0.5 + neck, y: top),
                Point(x: 0.5 + shoulder, y: top + 0.08), cuff.outer, cuff.inner, armpit, Point(x: 0.5 + hem, y: bottom),
                Point(x: 0.5, y: bottom),
            ])
        ])
        switch kind {
        case .tShirt: break
        case .pullover: garment.addRib(neck: neck, top: top + neckDepth, hem: hem, bottom: bottom)
        case .coat: garment.addLapels(top: top, bottom: bottom, reach: generator.number(in: 0.36...0.5))
        case .shirt: garment.addButtons(neck: neck, top: top, bottom: bottom)
        }
        return garment
    }

    /// The two corners of the right sleeve's end.
    private static func cuff(of kind: Top, using generator: inout some RandomNumberGenerator) -> (
        outer: Point, inner: Point
    ) {
        switch kind {
        case .tShirt:
            let y = generator.number(in: 0.28...0.36)
            return (Point(x: 0.97, y: y), Point(x: 0.84, y: y + 0.09))
        case .shirt:
            let y = generator.number(in: 0.52...0.66)
            return (Point(x: 0.97, y: y), Point(x: 0.85, y: y + 0.03))
        case .pullover, .coat:
            let y = generator.number(in: 0.78...0.88)
            return (Point(x: 0.96, y: y), Point(x: 0.85, y: y + 0.04))
        }
    }

    /// Ribs of a pullover: light at the neck, dark above the hem.
    private mutating func addRib(neck: Double, top: Double, hem: Double, bottom: Double) {
        seams.append(
            Seam(points: [Point(x: 0.5 - neck, y: top), Point(x: 0.5 + neck, y: top)], radius: 0.8, tone: 1.25))
        seams.append(
            Seam(points: [Point(x: 0.5 - hem, y: bottom - 0.07), Point(x: 0.5 + hem, y: bottom - 0.07)], tone: 0.6))
    }

    /// A coat's opening, dark from the neck to the hem, and its two lapels.
    private mutating func addLapels(top: Double, bottom: Double, reach: Double) {
        let knot = Point(x: 0.5, y: reach)
        let corner = Point(x: 0.63, y: top + 0.02)
        pieces.append(
            Piece(outline: [Point(x: 0.5, y: top + 0.01), corner, knot, corner.mirrored], tone: 0.3))
        seams.append(Seam(points: [knot, Point(x: 0.5, y: bottom)], radius: 0.5, tone: 0.15))
        for y in [0.62, 0.72] {
            for x in [0.62, 0.38] {
                seams.append(Seam(points: [Point(x: x - 0.05, y: y), Point(x: x + 0.05, y: y)], tone: 0.4))
            }
        }
    }

    /// A shirt's collar and its row of buttons.
    private mutating func addButtons(neck: Double, top: Double, bottom: Double) {
        for side in [1.0, -1] {
            pieces.append(
                Piece(
                    outline: [
                        Point(x: 0.5, y: top + 0.06), Point(x: 0.5 + side * neck, y: top - 0.01),
                        Point(x: 0.5 + side * (neck + 0.05), y: top + 0.07),
                        Point(x: 0.5 + side * 0.07, y: top + 0.14),
                    ], tone: 1.3))
        }
        for button in 0..<5 {
            let y = top + 0.2 + Double(button) * (bottom - top - 0.24) / 4
            seams.append(Seam(points: [Point(x: 0.5, y: y), Point(x: 0.5, y: y)], radius: 0.45, tone: 0.15))
        }
    }

    /// A dress: narrow at the waist, wide at the hem, on two straps or with short sleeves.
    static func dress(using generator: inout some RandomNumberGenerator) -> Garment {
        let waist = generator.number(in: 0.09...0.13)
        let waistHeight = generator.number(in: 0.36...0.46)
        let chest = waist + generator.number(in: 0.03...0.07)
        let hem = generator.number(in: 0.16...0.3)
        let neckDepth = generator.number(in: 0.08...0.16)
        var garment = Garment(pieces: [
            symmetric([
                Point(x: 0.5, y: 0.02 + neckDepth), Point(x: 0.5 + chest - 0.05, y: 0.02),
                Point(x: 0.5 + chest, y: 0.03), Point(x: 0.5 + chest, y: 0.22), Point(x: 0.5 + waist, y: waistHeight),
                Point(x: 0.5 + hem, y: 0.98), Point(x: 0.5, y: 0.98),
            ])
        ])
        if generator.number(in: 0...1) < 0.5 {
            garment.seams.append(
                Seam(
                    points: [Point(x: 0.5 - waist, y: waistHeight), Point(x: 0.5 + waist, y: waistHeight)], radius: 0.5,
                    tone: 0.4))
        }
        return garment
    }

    /// Trousers: a waistband and two legs.
    static func trousers(using generator: inout some RandomNumberGenerator) -> Garment {
        let waist = generator.number(in: 0.13...0.18)
        let hip = waist + generator.number(in: 0.02...0.05)
        let crotch = generator.number(in: 0.28...0.4)
        let ankle = generator.number(in: 0.2...0.28)
        let legWidth = generator.number(in: 0.1...0.15)
        return Garment(
            pieces: [
                symmetric([
                    Point(x: 0.5, y: 0.03), Point(x: 0.5 + waist, y: 0.02), Point(x: 0.5 + hip, y: 0.25),
                    Point(x: 0.5 + ankle, y: 0.98), Point(x: 0.5 + ankle - legWidth, y: 0.98),
                    Point(x: 0.5, y: crotch),
                ])
            ],
            seams: [Seam(points: [Point(x: 0.5 - waist, y: 0.08), Point(x: 0.5 + waist, y: 0.08)], tone: 0.5)])
    }
}
