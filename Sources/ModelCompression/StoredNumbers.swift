import Codecs
import CompressedFiles
import EntropyCoding
import LearnedCodecs
import Randomness
import Tensors

/// The numbers of a tensor as a compressed model holds them, after a byte that says how.
package enum StoredNumbers {
    /// 0: as they are, four bytes each.
    case float32(Tensor)
    /// 1: in IEEE 754's half precision, two bytes each.
    case float16(Tensor)
    /// 2: whole numbers from 0 to 65,535, two bytes each.
    case whole([UInt16])
    /// 3, and 4: levels of equal steps, or with values of their own; then how they are coded, their tables and their payload.
    case levels(LevelValues, [UInt8], SymbolCoder?)

    /// - Returns: `nil` unless all numbers are such.
    init?(wholeNumbers tensor: Tensor) {
        let whole = tensor.elements.withUnsafeBufferPointer { numbers in
            numbers.map { $0.sign == .minus ? nil : UInt16(exactly: $0) }
        }
        guard !whole.contains(nil) else { return nil }
        self = .whole(whole.compactMap(\.self))
    }

    /// In half precision, or as they are where a number is beyond it.
    init(halved tensor: Tensor) {
        let fits = tensor.elements.withUnsafeBufferPointer { $0.allSatisfy { Float16($0).isFinite } }
        self = fits ? .float16(tensor) : .float32(tensor)
    }

    /// - Parameter weights: after pruning.
    init(weights: Tensor, by scheme: WeightScheme, seed: UInt64) {
        let numbers = weights.elements.withUnsafeBufferPointer(Array.init)
        switch scheme.numbers {
        case .float32: self = .float32(weights)
        case .float16: self = StoredNumbers(halved: weights)
        case .even(let levels):
            let values = LevelValues(evenLevels: levels, for: numbers)
            self = .levels(values, values.levels(of: numbers), scheme.coder)
        case .shared(let levels):
            let kept = numbers.filter { $0 != 0 }
            let isPruned = kept.count < numbers.count
            let fitted = ScalarQuantizer(
                .lloydMax, levels: max(1, isPruned ? levels - 1 : levels), for: kept.isEmpty ? [0] : kept)
            let listed = Set(fitted.values).union(isPruned ? [0] : []).sorted()
            let values = LevelValues.listed(dimension: 1, values: listed)
            self = .levels(values, values.levels(of: numbers), scheme.coder)
        case .product(let levels, let dimension):
            let filled = numbers + [Float](repeating: 0, count: (dimension - numbers.count % dimension) % dimension)
            var generator = Philox(seed: seed, stream: 0)
            let quantizer = VectorQuantizer(levels: levels, dimension: dimension, for: filled, using: &generator)
            let values = LevelValues.listed(dimension: dimension, values: quantizer.values)
            self = .levels(values, values.levels(of: filled), scheme.coder)
        }
    }

    /// What the tensor's numbers are for the receiver.
    func numbers(count: Int) -> [Float] {
        switch self {
        case .float32(let tensor): tensor.elements.withUnsafeBufferPointer(Array.init)
        case .float16(let tensor): tensor.elements.withUnsafeBufferPointer { $0.map { Float(Float16($0)) } }
        case .whole(let numbers): numbers.map(Float.init)
        case .levels(let values, let levels, _): values.numbers(ofLevels: levels, count: count)
        }
    }

    func append(to bytes: inout [UInt8]) {
        switch self {
        case .float32(let tensor):
            bytes.append(0)
            tensor.elements.withUnsafeBufferPointer {
                for number in $0 { bytes.append(littleEndian: number.bitPattern) }
            }
        case .float16(let tensor):
            bytes.append(1)
            tensor.elements.withUnsafeBufferPointer {
                for number in $0 { bytes.append(littleEndian: Float16(number).bitPattern) }
            }
        case .whole(let numbers):
            bytes.append(2)
            for number in numbers { bytes.append(littleEndian: number) }
        case .levels(let values, let levels, let coder):
            values.append(to: &bytes)
            let (place, sideTables, payload) = values.encode(levels, by: coder)
            bytes.append(place)
            bytes.append(counted: sideTables)
            bytes.append(counted: payload)
        }
    }
}

/// What levels stand for.
package enum LevelValues: Hashable {
    /// Multiples of a step, as many below 0 as above.
    case steps(levels: Int, step: Float)
    /// Of one number each, in rising order, or of several.
    case listed(dimension: Int, values: [Float])

    /// Steps that reach the number that is furthest from 0.
    init(evenLevels levels: Int, for numbers: [Float]) {
        let furthest = numbers.reduce(0) { max($0, abs($1)) }
        let step = furthest / Float(levels / 2)
        // So small numbers that their step is none are all 0.
        self = .steps(levels: levels, step: step.isNormal ? step : 1)
    }

    var dimension: Int {
        switch self {
        case .steps: 1
        case .listed(let dimension, _): dimension
        }
    }

    var levelCount: Int {
        switch self {
        case .steps(let levels, _): levels
        case .listed(let dimension, let values): values.count / dimension
        }
    }

    /// What the levels stand for, level after level.
    private var values: [Float] {
        switch self {
        case .steps(let levels, let step): (0..<levels).map { Float($0 - levels / 2) * step }
        case .listed(_, let values): values
        }
    }

    /// The first numbers that some levels stand for.
    fileprivate func numbers(ofLevels levels: [UInt8], count: Int) -> [Float] {
        let (values, dimension) = (values, dimension)
        return (0..<count).map { values[Int(levels[$0 / dimension]) * dimension + $0 % dimension] }
    }

    fileprivate func levels(of numbers: [Float]) -> [UInt8] {
        switch self {
        case .steps(let levels, let step):
            return numbers.map { UInt8(min(max(($0 / step).rounded() + Float(levels / 2), 0), Float(levels - 1))) }
        case .listed(let dimension, let values):
            guard let quantizer = VectorQuantizer(dimension: dimension, values: values) else {
                preconditionFailure("levels \(values) of \(dimension) numbers")
            }
            return quantizer.levels(of: numbers)
        }
    }

    /// The coder's place among all, counted from 1; 0 for none.
    func encode(_ levels: [UInt8], by coder: SymbolCoder?) -> (UInt8, [UInt8], [UInt8]) {
        do {
            guard let coder, let place = SymbolCoder.allCases.firstIndex(of: coder) else {
                return (0, [], try HuffmanCode.encode(levels, by: [evenCode]))
            }
            let (sideTables, payload) = try coder.encode(levels)
            return (UInt8(place + 1), sideTables, payload)
        } catch {
            preconditionFailure("a level without a code: \(error)")
        }
    }

    /// As many bits for each level, but for some one less where their number is no power of two.
    var evenCode: HuffmanCode { HuffmanCode(counts: [Int](repeating: 1, count: levelCount)) }

    fileprivate func append(to bytes: inout [UInt8]) {
        switch self {
        case .steps(let levels, let step):
            bytes.append(3)
            bytes.append(number: levels)
            bytes.append(littleEndian: step.bitPattern)
        case .listed(let dimension, let values):
            bytes.append(4)
            bytes.append(number: dimension)
            bytes.append(number: values.count / dimension)
            for value in values { bytes.append(littleEndian: value.bitPattern) }
        }
    }
}
