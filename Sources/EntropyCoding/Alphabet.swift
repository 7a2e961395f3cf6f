/// What the symbols of a message may be: bytes, or as many of the lowest as it needs.
enum Alphabet {
    static let sizes = 1...256

    /// - Precondition: the counts are of an alphabet, none is negative, and one is above 0.
    static func check(counts: [Int]) {
        precondition(sizes.contains(counts.count), "an alphabet of 1 to 256 symbols, not \(counts.count)")
        precondition(counts.allSatisfy { $0 >= 0 } && counts.contains { $0 > 0 }, "some symbol occurs")
    }
}
