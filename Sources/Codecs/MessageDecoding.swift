import EntropyCoding

/// The symbols of a message that has its tables beside it.
///
/// No symbols have neither tables nor payload.
///
/// - Parameters:
///   - tables: reads them, and says where in `sideTables` they end: at its end.
///   - symbols: decodes the payload by them.
package func decodeMessage<Tables>(
    _ payload: [UInt8], sideTables: [UInt8], count: Int, tables: () throws(PayloadError) -> (Tables, end: Int),
    symbols: (Tables) throws(PayloadError) -> [UInt8]
) throws(MessageError) -> [UInt8] {
    guard count > 0 else {
        guard sideTables.isEmpty else {
            throw .sideTables(PayloadError(offset: 0, problem: .bytesAfterEnd(sideTables.count)))
        }
        guard payload.isEmpty else { throw .payload(PayloadError(offset: 0, problem: .bytesAfterEnd(payload.count))) }
        return []
    }
    let read: Tables
    do throws(PayloadError) {
        let end: Int
        (read, end) = try tables()
        guard end == sideTables.count else {
            throw PayloadError(offset: end, problem: .bytesAfterEnd(sideTables.count - end))
        }
    } catch {
        throw .sideTables(error)
    }
    do throws(PayloadError) { return try symbols(read) } catch { throw .payload(error) }
}

/// Which of a message's two parts is malformed.
package enum MessageError: Error, Equatable {
    case sideTables(PayloadError)
    case payload(PayloadError)
}

extension CodecError {
    /// - Parameter tableOffset: of the message's tables among the file's side tables.
    package init(_ error: MessageError, codec: String, tableOffset: Int = 0) {
        switch error {
        case .sideTables(let problem):
            self = .malformedSideTables(
                codec: codec, PayloadError(offset: tableOffset + problem.offset, problem: problem.problem))
        case .payload(let problem): self = .malformedPayload(codec: codec, problem)
        }
    }
}
