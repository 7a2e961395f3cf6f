/// The words that a coder relieves its state of, the first of them the last of the payload.
struct ReversedWords {
    private var words: [UInt32] = []

    @inline(__always)
    mutating func append(_ word: UInt32) { words.append(word) }

    /// The last state and the words, as bytes.
    func payload(after state: UInt64) -> [UInt8] {
        let length = (bitLength(state) + 7) / 8
        var payload: [UInt8] = []
        payload.reserveCapacity(length + words.count * 4)
        var left = length
        while left > 0 {
            let size = left % 4 == 0 ? 4 : left % 4
            left -= size
            let word = state >> UInt64(8 * left)
            for byte in 0..<size { payload.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))) }
        }
        for word in words.reversed() {
            withUnsafeBytes(of: word.littleEndian) { payload.append(contentsOf: $0) }
        }
        return payload
    }
}

/// A decoder's state, which takes in the words of its payload.
struct StateReader {
    private var state: UInt64 = 0
    private let payload: [UInt8]
    private var offset: Int

    /// - Throws: ``PayloadError`` where no coder begins its payload so.
    init(_ payload: [UInt8]) throws(PayloadError) {
        self.payload = payload
        offset = payload.count % 4
        for byte in (0..<offset).reversed() { state = state << 8 | UInt64(payload[byte]) }
        // A state takes up to eight bytes, so up to two whole words.
        refill()
        refill()
        let isFull = state >= RANS.lowerBound || offset == payload.count
        guard isFull, offset == (bitLength(state) + 7) / 8 else {
            throw PayloadError(offset: 0, problem: .malformedState)
        }
    }

    /// Takes in a word where the state asks for one and there is one left.
    private mutating func refill() {
        guard state < RANS.lowerBound, offset < payload.count else { return }
        let word = payload.withUnsafeBytes {
            UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        state = state << 32 | UInt64(word)
        offset += 4
    }

    /// Takes some symbols off the state, after each of them a word in where the state asks for one and there is one left.
    ///
    /// Whether it asks is chance, which no processor foretells: the state is chosen, not jumped to.
    ///
    /// - Parameter take: takes the symbol with an index off the state.
    @inline(__always)
    mutating func forEachSymbol(_ count: Int, take: (inout UInt64, Int) -> Void) {
        var (state, offset, index) = (state, offset, 0)
        payload.withUnsafeBytes { payload in
            while index < count, offset < payload.count {
                take(&state, index)
                let word = UInt32(littleEndian: payload.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                let isLow = state < RANS.lowerBound
                state = isLow ? state << 32 | UInt64(word) : state
                offset &+= isLow ? 4 : 0
                index &+= 1
            }
        }
        while index < count {
            take(&state, index)
            index &+= 1
        }
        (self.state, self.offset) = (state, offset)
    }

    /// Whether all was taken in, and the state is the one that every coder begins with.
    func checkEnd() throws(PayloadError) {
        guard offset == payload.count else {
            throw PayloadError(offset: offset, problem: .bytesAfterEnd(payload.count - offset))
        }
        guard state == 0 else { throw PayloadError(offset: offset, problem: .wrongState(state)) }
    }
}
