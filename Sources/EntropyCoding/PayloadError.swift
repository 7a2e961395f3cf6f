/// Coded bytes that no message gives.
package struct PayloadError: Error, Equatable, Sendable {
    package enum Problem: Equatable, Sendable {
        /// The message is decoded, and this many bytes are left.
        case bytesAfterEnd(Int)
        /// All bytes were read before the message ended.
        case truncated
        /// The last state of a decoder, which would be 0.
        case wrongState(UInt64)
        /// A first state with zeros before it, or one that would take in a word at once.
        case malformedState
        /// Bits that fill up the last byte, which would be 0.
        case unclearedBits
        /// The table that precedes the message breaks this rule.
        case malformedTable(expected: String, found: String)
        /// A symbol that the message cannot have at this place.
        case impossibleSymbol(symbol: UInt8, index: Int)
    }

    /// Bytes from the start of those that were given to be read.
    package let offset: Int
    package let problem: Problem

    package init(offset: Int, problem: Problem) { (self.offset, self.problem) = (offset, problem) }
}

extension PayloadError: CustomStringConvertible {
    package var description: String {
        let text =
            switch problem {
            case .bytesAfterEnd(let count): "expected the end, found \(count) more bytes"
            case .truncated: "expected more bytes, found the end"
            case .wrongState(let state): "expected the coder's state at the end to be 0, found \(state)"
            case .malformedState: "expected a coder's last state, found bytes that no coder ends with"
            case .unclearedBits: "expected the last byte to be filled up with zeros, found other bits"
            case .malformedTable(let expected, let found): "expected a table with \(expected), found \(found)"
            case .impossibleSymbol(let symbol, let index):
                "expected symbols that their places allow, found \(symbol) as number \(index)"
            }
        return "coded symbols, byte \(offset): \(text)"
    }
}

/// A symbol that a table gives no code.
package struct SymbolWithoutCode: Error, Equatable, Sendable, CustomStringConvertible {
    package let symbol: UInt8
    /// Its place in the message.
    package let index: Int

    package init(symbol: UInt8, index: Int) { (self.symbol, self.index) = (symbol, index) }

    package var description: String {
        "symbol \(symbol), at \(index): expected one that the table has a code for; make the table from counts that include it"
    }
}
