/// An amount of bytes as one types it: `5GB`, `500 MB`, `2GiB`, `1000`.
package struct ByteCount: Hashable, Sendable {
    package let bytes: Int

    /// - Returns: `nil` for anything else.
    package init?(_ text: String) {
        let units: [String: Double] = [
            "": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 1024, "mib": 1_048_576,
            "gib": 1_073_741_824, "tib": 1_099_511_627_776,
        ]
        guard let value = quantity(text, units: units), value < 1e18 else { return nil }
        bytes = Int(value)
    }
}

/// A length of time as one types it: `30d`, `12h`, `2w`, `90min`, `45s`.
package struct Age: Hashable, Sendable {
    package let seconds: Double

    /// - Returns: `nil` for anything else; a number without a unit is nothing.
    package init?(_ text: String) {
        let units: [String: Double] = ["s": 1, "min": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let seconds = quantity(text, units: units), seconds < 1e10 else { return nil }
        self.seconds = seconds
    }
}

private func quantity(_ text: String, units: [String: Double]) -> Double? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let number = Double(digits), let factor = units[unit] else { return nil }
    return number * factor
}
