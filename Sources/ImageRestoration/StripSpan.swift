/// One strip's columns, and those of them that are taken from it.
struct StripSpan {
    let start: Int
    let length: Int
    let kept: Range<Int>

    /// The fewest strips of at most `most` columns, those no wider than they need be, and all equally wide.
    ///
    /// - Parameter overlap: columns at a strip's side that are not taken from it, unless the picture ends there.
    static func spans(of length: Int, most: Int, overlap: Int) -> [StripSpan] {
        guard length > most else { return [StripSpan(start: 0, length: length, kept: 0..<length)] }
        let count = dividedUp(length - 2 * overlap, by: most - 2 * overlap)
        let side = dividedUp(length - 2 * overlap, by: count) + 2 * overlap
        var spans: [StripSpan] = []
        var done = 0
        while done < length {
            let start = min(max(done - overlap, 0), length - side)
            let end = start + side == length ? length : start + side - overlap
            spans.append(StripSpan(start: start, length: side, kept: done..<end))
            done = end
        }
        return spans
    }

    private static func dividedUp(_ number: Int, by divisor: Int) -> Int { (number + divisor - 1) / divisor }
}
