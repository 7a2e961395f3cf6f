import EntropyCoding
import Tensors

/// Turns the codes of an autoencoder into levels that an entropy coder takes, and back.
package struct CodeQuantizer: Hashable, Sendable {
    /// One for each unit of the code, or one for all.
    package let quantizers: [ScalarQuantizer]
    /// How often each level is expected, of each of the quantizers.
    package let tables: [FrequencyTable]
    /// Numbers of a code.
    package let units: Int

    /// - Returns: `nil` unless there is one quantizer or one for each unit, and as many tables, each with a frequency for every level.
    package init?(quantizers: [ScalarQuantizer], tables: [FrequencyTable], units: Int) {
        guard units > 0, [1, units].contains(quantizers.count), tables.count == quantizers.count,
            zip(quantizers, tables).allSatisfy({
                $0.values.count == $1.frequencies.count && !$1.frequencies.contains(0)
            })
        else { return nil }
        (self.quantizers, self.tables, self.units) = (quantizers, tables, units)
    }

    /// A quantizer for codes like these, with the frequencies of its levels in them.
    ///
    /// - Parameters:
    ///   - codes: of training images, `[images, units]`, finite.
    ///   - pooled: whether all units share levels and frequencies.
    ///   - design: makes the quantizer of a unit, or of all, from its numbers.
    package init(for codes: Tensor, pooled: Bool, _ design: ([Float]) -> ScalarQuantizer) {
        units = codes.columns
        let groups =
            pooled
            ? [codes.elements.withUnsafeBufferPointer(Array.init)] : (0..<codes.columns).map { codes.column($0) }
        quantizers = groups.map(design)
        tables = zip(groups, quantizers).map { numbers, quantizer in
            // One more of each: a level that no training image has must be codable all the same.
            var counts = [Int](repeating: 1, count: quantizer.values.count)
            for number in numbers { counts[Int(quantizer.level(of: number))] += 1 }
            return FrequencyTable(counts: counts)
        }
    }

    /// The most levels that a unit has.
    package var mostLevels: Int { quantizers.map(\.values.count).max() ?? 0 }

    /// Bits of a level in the shortest code without a table: 1…8.
    package var bits: Int { max(1, mostLevels - 1).bitLength }

    /// The levels of codes `[images, units]`, image after image.
    ///
    /// - Throws: ``UnquantizableCode`` for a NaN.
    package func levels(of codes: Tensor) throws(UnquantizableCode) -> [UInt8] {
        precondition(codes.columns == units, "codes of \(codes.columns) units, not \(units)")
        var levels: [UInt8] = []
        levels.reserveCapacity(codes.elements.count)
        let unpooled = quantizers.count > 1
        for row in 0..<codes.rows {
            for unit in 0..<units {
                let number = codes.elements[row * units + unit]
                guard !number.isNaN else { throw UnquantizableCode(tile: row, unit: unit) }
                levels.append(quantizers[unpooled ? unit : 0].level(of: number))
            }
        }
        return levels
    }

    /// The codes `[images, units]` that levels stand for.
    ///
    /// - Precondition: the levels are the quantizers'.
    package func codes(ofLevels levels: some RandomAccessCollection<UInt8>) -> Tensor {
        precondition(levels.count % units == 0, "\(levels.count) levels of codes of \(units) units")
        let unpooled = quantizers.count > 1
        var codes = Tensor([levels.count / units, units])
        codes.withElements { elements in
            var unit = 0
            for (index, level) in levels.enumerated() {
                elements[index] = quantizers[unpooled ? unit : 0].values[Int(level)]
                unit = unit + 1 == units ? 0 : unit + 1
            }
        }
        return codes
    }
}

/// A code that is not a number in one of its units, which no level stands for.
package struct UnquantizableCode: Error, Equatable, CustomStringConvertible {
    /// Counted from 0, as is ``unit``.
    package let tile: Int
    package let unit: Int

    package var description: String {
        "the code of tile \(tile) is not a number in unit \(unit): the encoder's training has diverged; take another model"
    }
}

extension Tensor {
    /// The numbers of a column of a matrix.
    fileprivate func column(_ index: Int) -> [Float] {
        elements.withUnsafeBufferPointer { numbers in
            stride(from: index, to: numbers.count, by: columns).map { numbers[$0] }
        }
    }
}

extension Int {
    fileprivate var bitLength: Int { Int.bitWidth - leadingZeroBitCount }
}
