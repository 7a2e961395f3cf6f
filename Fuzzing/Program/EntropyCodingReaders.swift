import EntropyCoding

/// An alphabet, a number of codes and of symbols, codes, payload.
func readHuffman(_ bytes: [UInt8]) {
    var fields = Fields(bytes)
    let message = MessageShape(&fields)
    do throws(PayloadError) {
        let (codes, end) = try HuffmanCode.read(
            message.tables, from: bytes, at: fields.offset, symbolCount: message.alphabet)
        expect((fields.offset...bytes.count).contains(end), "codes that end at \(end) of \(bytes.count) bytes")
        let written = HuffmanCode.bytes(of: codes)
        let again = try HuffmanCode.read(message.tables, from: written, at: 0, symbolCount: message.alphabet)
        expect(again.codes == codes && again.end == written.count, "codes that come back as others")
        let payload = Array(bytes[end...])
        message.expectOwnPayload(
            payload,
            decode: { () throws(PayloadError) in try HuffmanCode.decode(payload, count: message.symbols, by: codes) },
            encode: { (symbols) throws(SymbolWithoutCode) in try HuffmanCode.encode(symbols, by: codes) })
    } catch {
        expectWithin(bytes.count, error.offset, error)
    }
}

/// An alphabet, a number of tables and of symbols, tables, payload.
func readRANS(_ bytes: [UInt8]) {
    var fields = Fields(bytes)
    let message = MessageShape(&fields)
    do throws(PayloadError) {
        let (tables, end) = try FrequencyTable.read(
            message.tables, from: bytes, at: fields.offset, symbolCount: message.alphabet)
        expect((fields.offset...bytes.count).contains(end), "tables that end at \(end) of \(bytes.count) bytes")
        let written = FrequencyTable.bytes(of: tables)
        let again = try FrequencyTable.read(message.tables, from: written, at: 0, symbolCount: message.alphabet)
        expect(again.tables == tables && again.end == written.count, "tables that come back as others")
        let payload = Array(bytes[end...])
        message.expectOwnPayload(
            payload,
            decode: { () throws(PayloadError) in try RANS.decode(payload, count: message.symbols, by: tables) },
            encode: { (symbols) throws(SymbolWithoutCode) in try RANS.encode(symbols, by: tables) })
    } catch {
        expectWithin(bytes.count, error.offset, error)
    }
}

/// An alphabet, a number of contexts and of symbols, payload.
func readAdaptiveRANS(_ bytes: [UInt8]) {
    var fields = Fields(bytes)
    // Tables of 256 symbols, which take a millisecond for each message, are those of the lossless codec.
    let message = MessageShape(&fields, mostSymbols: 16)
    let payload = fields.rest()
    message.expectOwnPayload(
        payload,
        decode: { () throws(PayloadError) in
            try RANS.decodeAdaptively(
                payload, count: message.symbols, alphabet: message.alphabet, contexts: message.tables)
        },
        encode: { (symbols) throws(SymbolWithoutCode) in
            RANS.encodeAdaptively(symbols, alphabet: message.alphabet, contexts: message.tables)
        })
}

/// What a decoder of symbols knows beforehand.
private struct MessageShape {
    /// Symbols, 1 and more.
    let alphabet: Int
    /// 1 to 4.
    let tables: Int
    /// At most 255: loops over more do the same again.
    let symbols: Int

    init(_ fields: inout Fields, mostSymbols: Int = 256) {
        (alphabet, tables, symbols) = (fields.byte() % mostSymbols + 1, fields.byte() & 3 + 1, fields.byte())
    }

    /// Holds a decoder to its promise: it gives the message that is coded so, or an error within the payload.
    func expectOwnPayload(
        _ payload: [UInt8], decode: () throws(PayloadError) -> [UInt8],
        encode: ([UInt8]) throws(SymbolWithoutCode) -> [UInt8]
    ) {
        let message: [UInt8]
        do throws(PayloadError) {
            message = try decode()
        } catch {
            return expectWithin(payload.count, error.offset, error)
        }
        do throws(SymbolWithoutCode) {
            expect(message.count == symbols, "\(message.count) symbols instead of \(symbols)")
            expect(try encode(message) == payload, "a message that is coded otherwise")
        } catch {
            unexpected(error)
        }
    }
}
