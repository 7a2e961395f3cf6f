import Foundation

/// How a number is written. Declared in words (`4 decimals`, `up to 3 decimals`, `3 digits`, `bytes`, `as is`) or, in the paper's
/// text, as `%.4f`, `%.3g` or `%d`. Independent of the locale.
package enum NumberFormat: Equatable, Sendable {
    /// So many digits behind the point, zeros included.
    case decimals(Int)
    /// At most so many digits behind the point, zeros left out, thousands grouped.
    case upToDecimals(Int)
    /// So many significant digits.
    case digits(Int)
    /// Rounded to a whole number, thousands grouped.
    case bytes
    /// Rounded to a whole number.
    case whole
    /// The shortest decimal that reads back as the same number.
    case asIs

    /// Reads a declaration; `nil` when it is none of the forms above.
    package init?(_ declaration: String) {
        let words = declaration.split(separator: " ").map(String.init)
        switch words.count {
        case 1 where declaration == "bytes": self = .bytes
        case 1 where declaration == "%d": self = .whole
        case 1 where declaration.hasPrefix("%."):
            guard let count = Int(declaration.dropFirst(2).dropLast()), 0...17 ~= count else { return nil }
            switch declaration.last {
            case "f": self = .decimals(count)
            case "g": self = .digits(max(count, 1))
            default: return nil
            }
        case 2 where words == ["as", "is"]: self = .asIs
        case 2:
            guard let count = Int(words[0]), 0...17 ~= count else { return nil }
            switch words[1] {
            case "decimals": self = .decimals(count)
            case "digits" where count > 0: self = .digits(count)
            default: return nil
            }
        case 4 where words[0] == "up" && words[1] == "to" && words[3] == "decimals":
            guard let count = Int(words[2]), 0...17 ~= count else { return nil }
            self = .upToDecimals(count)
        default: return nil
        }
    }

    /// The number as text; infinities as `∞` and `-∞`. The caller has dealt with values that are not numbers.
    package func text(_ value: Double) -> String {
        guard value.isFinite else { return value < 0 ? "-∞" : "∞" }
        switch self {
        case .decimals(let count): return fixed(value, count)
        case .upToDecimals(let count): return grouped(trimmed(fixed(value, count)))
        case .digits(let count): return String(format: "%.\(count)g", value)
        case .bytes: return grouped(fixed(value, 0))
        case .whole: return fixed(value, 0)
        case .asIs:
            let text = "\(value)"
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
    }

    private func fixed(_ value: Double, _ decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", value)
        // A small negative number must not come out as minus nothing.
        return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
    }

    private func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        let kept = text.reversed().drop { $0 == "0" }
        return String((kept.first == "." ? kept.dropFirst() : kept).reversed())
    }

    private func grouped(_ text: String) -> String {
        let sign = text.hasPrefix("-") ? "-" : ""
        let parts = text.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
        var whole = ""
        for (index, digit) in parts[0].enumerated() {
            if index > 0, (parts[0].count - index).isMultiple(of: 3) { whole += "," }
            whole.append(digit)
        }
        return sign + whole + (parts.count > 1 ? ".\(parts[1])" : "")
    }
}

extension NumberFormat: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let declaration = try container.decode(String.self)
        guard let format = NumberFormat(declaration) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "“\(declaration)” is no number format; write “4 decimals”, “up to 3 decimals”, "
                    + "“3 digits”, “bytes” or “as is”")
        }
        self = format
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .decimals(let count): try container.encode("\(count) decimals")
        case .upToDecimals(let count): try container.encode("up to \(count) decimals")
        case .digits(let count): try container.encode("\(count) digits")
        case .bytes: try container.encode("bytes")
        case .whole: try container.encode("%d")
        case .asIs: try container.encode("as is")
        }
    }
}

extension String {
    /// A number's text as people read it, with a minus sign in place of the hyphen.
    var withMinusSign: String { replacing("-", with: "−") }
}
