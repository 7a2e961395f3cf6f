import Dispatch

/// What the body gives for each piece of a range that begins at 0, in their order, on as many cores as there are.
///
/// - Parameter size: How many make a piece; what one piece holds is done here and now.
func concurrently<Value: Sendable>(
    piecesOf count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Value
) -> [Value] {
    let pieces = (count + size - 1) / size
    guard pieces > 1 else { return pieces == 0 ? [] : [body(0..<count)] }
    return [Value](unsafeUninitializedCapacity: pieces) { values, made in
        // Each piece has a place of its own.
        nonisolated(unsafe) let values = values
        DispatchQueue.concurrentPerform(iterations: pieces) { number in
            values.initializeElement(at: number, to: body(number * size..<min(count, (number + 1) * size)))
        }
        made = pieces
    }
}
