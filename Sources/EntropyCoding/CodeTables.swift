/// What a table costs in a file. Both kinds tell by runs which symbols occur; run lengths and precisions are Elias gamma codes.
extension FrequencyTable {
    /// The bytes of tables of one alphabet.
    ///
    /// Of each: the precision; which symbols have a frequency; an order k in four bits; the frequencies of these symbols less 1, but for
    /// the last, which follows from their sum, each as the gamma code of its bits above the lowest k, plus 1, and these k bits.
    package static func bytes(of tables: [FrequencyTable]) -> [UInt8] {
        var writer = BitWriter()
        for table in tables {
            writer.append(gamma: table.precision)
            writer.append(runs: table.frequencies.map { $0 > 0 })
            let numbers = table.frequencies.filter { $0 > 0 }.dropLast().map { Int($0) - 1 }
            let order = orders.min { length(of: numbers, order: $0) < length(of: numbers, order: $1) } ?? 0
            writer.append(UInt64(order), count: orderBits)
            for number in numbers {
                writer.append(gamma: number >> order + 1)
                writer.append(UInt64(number & (1 << order - 1)), count: order)
            }
        }
        return writer.padded()
    }

    /// Reads tables of one alphabet.
    ///
    /// - Parameters:
    ///   - offset: of their first byte in `bytes`.
    ///   - symbolCount: of the alphabet.
    /// - Returns: the tables and the offset of what follows them.
    /// - Throws: ``PayloadError``.
    package static func read(
        _ tableCount: Int, from bytes: [UInt8], at offset: Int, symbolCount: Int
    ) throws(PayloadError) -> (tables: [FrequencyTable], end: Int) {
        var reader = BitReader(bytes, from: offset)
        var tables: [FrequencyTable] = []
        while tables.count < tableCount {
            let precision = try reader.readGamma(atMost: precisions.upperBound, "a precision")
            let present = try reader.readRuns(of: symbolCount)
            let order = try reader.read(orderBits)
            var frequencies = [UInt16](repeating: 0, count: symbolCount)
            var left = 1 << precision
            for symbol in present.dropLast() {
                let upper = try reader.readGamma(atMost: left >> order + 1, "a frequency's upper part") - 1
                let lower = order == 0 ? 0 : try reader.read(order)
                let frequency = upper << order + lower + 1
                guard frequency < left else {
                    throw reader.malformed("frequencies of \(1 << precision) in all", "more")
                }
                frequencies[symbol] = UInt16(frequency)
                left -= frequency
            }
            if let last = present.last { frequencies[last] = UInt16(left) }
            guard let table = FrequencyTable(frequencies: frequencies) else {
                throw reader.malformed("a symbol", "none")
            }
            tables.append(table)
        }
        try reader.align()
        return (tables, reader.offset)
    }

    private static let orderBits = 4
    private static let orders = 0..<1 << orderBits

    /// Bits of numbers coded with an order.
    private static func length(of numbers: [Int], order: Int) -> Int {
        numbers.reduce(0) { $0 + 2 * bitLength($1 >> order + 1) - 1 + order }
    }
}

extension HuffmanCode {
    /// The bytes of codes of one alphabet.
    ///
    /// Of each: which symbols have codes; the first one's length plus 1; for each symbol the way from the length before it, 10 for a bit
    /// more and 11 for a bit less, ended by 0.
    package static func bytes(of codes: [HuffmanCode]) -> [UInt8] {
        var writer = BitWriter()
        for code in codes {
            writer.append(runs: code.lengths.map { $0 != nil })
            let lengths = code.lengths.compactMap { $0 }
            var previous = lengths.first ?? 0
            writer.append(gamma: previous + 1)
            for length in lengths {
                while previous != length {
                    writer.append(previous < length ? 0b10 : 0b11, count: 2)
                    previous += previous < length ? 1 : -1
                }
                writer.append(0, count: 1)
            }
        }
        return writer.padded()
    }

    /// Reads codes of one alphabet; see ``FrequencyTable/read(_:from:at:symbolCount:)``.
    package static func read(
        _ codeCount: Int, from bytes: [UInt8], at offset: Int, symbolCount: Int
    ) throws(PayloadError) -> (codes: [HuffmanCode], end: Int) {
        var reader = BitReader(bytes, from: offset)
        var codes: [HuffmanCode] = []
        while codes.count < codeCount {
            let present = try reader.readRuns(of: symbolCount)
            var length = try reader.readGamma(atMost: longest + 1, "a first code length") - 1
            var lengths = [Int?](repeating: nil, count: symbolCount)
            for symbol in present {
                while try reader.read(1) == 1 {
                    length += try reader.read(1) == 0 ? 1 : -1
                    guard (0...longest).contains(length) else {
                        throw reader.malformed("code lengths of 0 to \(longest) bits", "\(length)")
                    }
                }
                lengths[symbol] = length
            }
            guard let code = HuffmanCode(lengths: lengths) else {
                throw reader.malformed("code lengths that fill the tree", "others")
            }
            codes.append(code)
        }
        try reader.align()
        return (codes, reader.offset)
    }
}

extension BitWriter {
    /// Whether the first flag is set, and the lengths of the runs of equal flags.
    fileprivate mutating func append(runs flags: [Bool]) {
        append(flags.first == true ? 1 : 0, count: 1)
        var rest = flags[...]
        while let flag = rest.first {
            let run = rest.prefix { $0 == flag }.count
            append(gamma: run)
            rest = rest.dropFirst(run)
        }
    }
}

extension BitReader {
    /// The places of the flags that are set.
    fileprivate mutating func readRuns(of count: Int) throws(PayloadError) -> [Int] {
        var isSet = try read(1) == 1
        var places: [Int] = []
        var place = 0
        while place < count {
            let run = try readGamma(atMost: count - place, "a run of symbols")
            if isSet { places += place..<place + run }
            place += run
            isSet.toggle()
        }
        return places
    }

    fileprivate func malformed(_ expected: String, _ found: String) -> PayloadError {
        PayloadError(offset: offset, problem: .malformedTable(expected: expected, found: found))
    }
}
