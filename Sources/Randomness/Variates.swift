extension RandomNumberGenerator {
    /// A number in the open interval (0, 1): one of 2⁵³ equally spaced midpoints.
    package mutating func uniform() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    /// A number below `bound`, each equally likely.
    ///
    /// - Source: Lemire 2019, "Fast random integer generation in an interval", doi:10.1145/3230636.
    package mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0, "no integer lies below \(bound)")
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    /// A standard normal variate, from exactly one draw.
    package mutating func standardNormal() -> Double {
        normalQuantile(uniform())
    }

    /// The numbers 0 ..< `count` in random order (Fisher and Yates).
    package mutating func permutation(of count: Int) -> [Int32] {
        var order = (0..<Int32(count)).map { $0 }
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, integer(below: last + 1))
        }
        return order
    }
}
