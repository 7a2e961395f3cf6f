import LearnedCodecs
import Randomness
import Tensors
import Testing

@Suite("Vector quantizers")
struct VectorQuantizerTests {
    @Test("heaps of vectors have their means as levels")
    func heaps() throws {
        let heaps: [[Float]] = [[0, 0], [10, 0], [0, 10]]
        let shifts: [[Float]] = [[-0.5, 0], [0.5, 0], [0, -0.5], [0, 0.5]]
        let numbers = heaps.flatMap { heap in shifts.flatMap { [heap[0] + $0[0], heap[1] + $0[1]] } }
        var random = Philox(seed: 1, stream: 0)
        let quantizer = VectorQuantizer(levels: 3, dimension: 2, for: numbers, using: &random)
        let levels = (0..<3).map { Array(quantizer.values[$0 * 2..<$0 * 2 + 2]) }
        #expect(Set(levels) == Set(heaps))
        #expect(Set(quantizer.levels(of: numbers)).count == 3)
    }

    @Test("more levels err less, and each vector goes to the nearest")
    func error() {
        let numbers = sample(3000)
        let errors = [2, 16, 128].map { levels in
            var random = Philox(seed: 2, stream: 0)
            let quantizer = VectorQuantizer(levels: levels, dimension: 3, for: numbers, using: &random)
            #expect(quantizer.levelCount == levels)
            return zip(0..., quantizer.levels(of: numbers)).reduce(0.0) { sum, pair in
                func distance(_ level: Int) -> Double {
                    (0..<3).reduce(0) { sum, place in
                        let difference = numbers[pair.0 * 3 + place] - quantizer.values[level * 3 + place]
                        return sum + Double(difference * difference)
                    }
                }
                let nearest = (0..<levels).map(distance).min() ?? 0
                #expect(distance(Int(pair.1)) <= nearest * 1.00001)
                return sum + nearest
            }
        }
        #expect(errors[1] < 0.6 * errors[0] && errors[2] < 0.6 * errors[1])
    }

    @Test("the level is that of a plain search, of equally near ones the first, at any place among codes")
    func plainSearch() throws {
        var random = Philox(seed: 7, stream: 0)
        // Few different numbers, so that distances are often equal.
        func number() -> Float { Float(Int.random(in: -2...2, using: &random)) }
        for (images, units, width, pooled) in [
            (1, 2, 2, false), (64, 6, 2, false), (65, 6, 3, true), (130, 12, 4, false),
        ] {
            let codes = Tensor([images, units], elements: (0..<images * units).map { _ in number() })
            let quantizer = CodeQuantizer(for: codes, unitsPerLevel: width, pooled: pooled) { _ in
                let values = (0..<7 * width).map { _ in number() }
                return VectorQuantizer(dimension: width, values: values)
                    ?? VectorQuantizer(ScalarQuantizer(.uniform, levels: 1, for: [0]))
            }
            let groups = units / width
            let expected = (0..<images * groups).map { place -> UInt8 in
                let values = quantizer.quantizers[pooled ? 0 : place % groups].values
                let distances = (0..<7).map { level in
                    (0..<width).reduce(Float(0)) { sum, index in
                        let difference = codes.elements[place * width + index] - values[level * width + index]
                        return sum + difference * difference
                    }
                }
                return UInt8(distances.indices.min { distances[$0] < distances[$1] } ?? 0)
            }
            #expect(try quantizer.levels(of: codes) == expected)
        }
    }

    @Test("of units that vary together, a level for two costs less error than one for each at as many bits")
    func product() throws {
        var random = Philox(seed: 3, stream: 0)
        let codes = Tensor(
            [2000, 2],
            elements: (0..<2000).flatMap { _ -> [Float] in
                let shared = Float(random.standardNormal())
                return [shared, shared + 0.1 * Float(random.standardNormal())]
            })
        func error(_ quantizer: CodeQuantizer) throws -> Double {
            let decoded = quantizer.codes(ofLevels: try quantizer.levels(of: codes))
            return zip(codes.elements, decoded.elements).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
        }
        let single = CodeQuantizer(for: codes, pooled: false) { .init(.lloydMax, levels: 8, for: $0) }
        let double = CodeQuantizer(for: codes, unitsPerLevel: 2, pooled: false) { vectors in
            var random = Philox(seed: 4, stream: 0)
            return VectorQuantizer(levels: 64, dimension: 2, for: vectors, using: &random)
        }
        #expect(double.levelsPerCode == 1 && double.bits == 6 && single.bits == 3)
        #expect(try error(double) < 0.5 * error(single))
    }

    @Test("fewer different vectors than levels are levels themselves; of one number they rise")
    func few() {
        var random = Philox(seed: 5, stream: 0)
        let pair = VectorQuantizer(levels: 8, dimension: 2, for: [1, 2, 1, 2, 3, 4], using: &random)
        #expect(pair.levelCount == 2)
        let single = VectorQuantizer(levels: 8, dimension: 1, for: [3, 1, 2, 1], using: &random)
        #expect(single.values == [1, 2, 3])
    }

    @Test("levels that are not whole, not finite or too many are none")
    func invalid() {
        #expect(VectorQuantizer(dimension: 2, values: [1, 2, 3]) == nil)
        #expect(VectorQuantizer(dimension: 2, values: []) == nil)
        #expect(VectorQuantizer(dimension: 2, values: [1, .nan]) == nil)
        #expect(VectorQuantizer(dimension: 1, values: [2, 1]) == nil)
        #expect(VectorQuantizer(dimension: 0, values: []) == nil)
        #expect(VectorQuantizer(dimension: 2, values: [Float](repeating: 0, count: 514)) == nil)
    }

    private func sample(_ count: Int) -> [Float] {
        var random = Philox(seed: 6, stream: 0)
        return (0..<count).map { _ in Float(random.standardNormal()) }
    }
}
