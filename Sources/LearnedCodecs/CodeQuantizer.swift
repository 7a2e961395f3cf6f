import EntropyCoding
import Tensors

/// Turns the codes of an autoencoder into levels that an entropy coder takes, and back.
///
/// A level stands for a unit of the code, or for some that lie side by side: then the quantizer is a product of smaller ones.
package struct CodeQuantizer: Hashable, Sendable {
    /// One for each group of units, or one for all groups.
    package let quantizers: [VectorQuantizer]
    /// How often each level is expected, of each of the quantizers.
    package let tables: [FrequencyTable]
    /// Numbers of a code.
    package let units: Int

    /// - Returns: `nil` unless all quantizers are of so many numbers as divide the units, there is one or one for each group of units, and as
    ///   many tables, each with a frequency for every level.
    package init?(quantizers: [VectorQuantizer], tables: [FrequencyTable], units: Int) {
        guard units > 0, let dimension = quantizers.first?.dimension, units % dimension == 0,
            quantizers.allSatisfy({ $0.dimension == dimension }),
            [1, units / dimension].contains(quantizers.count), tables.count == quantizers.count,
            zip(quantizers, tables).allSatisfy({
                $0.levelCount == $1.frequencies.count && !$1.frequencies.contains(0)
            })
        else { return nil }
        (self.quantizers, self.tables, self.units) = (quantizers, tables, units)
    }

    /// A quantizer for codes like these, with the frequencies of its levels in them.
    ///
    /// - Parameters:
    ///   - codes: of training images, `[images, units]`, finite.
    ///   - unitsPerLevel: of a group; divides the units.
    ///   - pooled: whether all groups share levels and frequencies.
    ///   - design: makes the quantizer of a group, or of all, from its vectors, one after the other.
    package init(
        for codes: Tensor, unitsPerLevel: Int, pooled: Bool, _ design: ([Float]) -> VectorQuantizer
    ) {
        precondition(
            unitsPerLevel > 0 && codes.columns % unitsPerLevel == 0, "\(codes.columns) units by \(unitsPerLevel)")
        units = codes.columns
        let groups =
            pooled
            ? [codes.elements.withUnsafeBufferPointer(Array.init)]
            : (0..<codes.columns / unitsPerLevel).map { codes.columns($0 * unitsPerLevel..<($0 + 1) * unitsPerLevel) }
        quantizers = groups.map(design)
        tables = zip(groups, quantizers).map { numbers, quantizer in
            // One more of each: a level that no training image has must be codable all the same.
            var counts = [Int](repeating: 1, count: quantizer.levelCount)
            quantizer.forEachLevel(of: numbers) { counts[Int($1)] += 1 }
            return FrequencyTable(counts: counts)
        }
    }

    /// The same with a level for each unit.
    package init(for codes: Tensor, pooled: Bool, _ design: ([Float]) -> ScalarQuantizer) {
        self.init(for: codes, unitsPerLevel: 1, pooled: pooled) { VectorQuantizer(design($0)) }
    }

    /// Units that a level stands for.
    package var unitsPerLevel: Int { quantizers[0].dimension }

    package var levelsPerCode: Int { units / unitsPerLevel }

    /// The most levels that a group of units has.
    package var mostLevels: Int { quantizers.map(\.levelCount).max() ?? 0 }

    /// Bits of a level in the shortest code without a table: 1…8.
    package var bits: Int { max(1, bitLength(mostLevels - 1)) }

    /// The levels of codes `[images, units]`, image after image.
    ///
    /// - Throws: ``UnquantizableCode`` for a NaN.
    package func levels(of codes: Tensor) throws(UnquantizableCode) -> [UInt8] {
        precondition(codes.columns == units, "codes of \(codes.columns) units, not \(units)")
        let invalid = codes.elements.withUnsafeBufferPointer { $0.firstIndex(where: \.isNaN) }
        if let invalid { throw UnquantizableCode(tile: invalid / units, unit: invalid % units) }
        return codes.elements.withUnsafeBufferPointer(levels(of:))
    }

    /// Some rows at a time, whose numbers stay in the cache while one group's quantizer after the other takes its own.
    private func levels(of numbers: UnsafeBufferPointer<Float>) -> [UInt8] {
        let (groups, width) = (quantizers.count, unitsPerLevel)
        let vectors = numbers.count / width
        return [UInt8](unsafeUninitializedCapacity: vectors) { levels, count in
            for block in stride(from: 0, to: vectors, by: groups * 64) {
                let length = min(groups * 64, vectors - block)
                for (group, quantizer) in quantizers.enumerated() {
                    quantizer.forEachLevel(
                        of: numbers, first: (block + group) * width, stride: groups * width, count: length / groups
                    ) { levels[block + group + $0 * groups] = $1 }
                }
            }
            count = vectors
        }
    }

    /// The codes `[images, units]` that levels stand for.
    ///
    /// - Precondition: the levels are the quantizers'.
    package func codes(ofLevels levels: some RandomAccessCollection<UInt8>) -> Tensor {
        precondition(levels.count % levelsPerCode == 0, "\(levels.count) levels of codes of \(levelsPerCode)")
        let (groups, width) = (quantizers.count, unitsPerLevel)
        var codes = Tensor([levels.count / levelsPerCode, units])
        codes.withElements { elements in
            var group = 0
            for (index, level) in levels.enumerated() {
                for place in 0..<width {
                    elements[index * width + place] = quantizers[group].values[Int(level) * width + place]
                }
                group = group + 1 == groups ? 0 : group + 1
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
    /// The numbers of some columns of a matrix, row after row.
    fileprivate func columns(_ range: Range<Int>) -> [Float] {
        elements.withUnsafeBufferPointer { numbers in
            stride(from: 0, to: numbers.count, by: columns).flatMap {
                numbers[$0 + range.lowerBound..<$0 + range.upperBound]
            }
        }
    }
}
