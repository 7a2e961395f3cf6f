import LearnedCodecs
import Randomness
import Testing

@Suite("Scalar quantizers")
struct ScalarQuantizerTests {
    @Test("even steps hold both ends, and each number goes to the nearest level", arguments: [2, 3, 16, 256])
    func uniform(levels: Int) {
        let numbers = sample(1000, seed: 1)
        let quantizer = ScalarQuantizer(.uniform, levels: levels, for: numbers)
        #expect(quantizer.values.count == levels)
        #expect(quantizer.values.first == numbers.min() && quantizer.values.last == numbers.max())
        for number in numbers {
            let found = quantizer.values[Int(quantizer.level(of: number))]
            let nearest = quantizer.values.map { abs($0 - number) }.min() ?? 0
            #expect(abs(abs(found - number) - nearest) <= 1e-6)
        }
    }

    @Test(
        "Lloyd's levels err no more than even steps or equal parts, and are the means of what goes to them",
        arguments: [2, 4, 8, 32])
    func lloydMax(levels: Int) {
        let numbers = sample(3000, seed: 2)
        func error(_ design: QuantizerDesign) -> Double {
            squaredError(ScalarQuantizer(design, levels: levels, for: numbers), numbers)
        }
        #expect(error(.lloydMax) <= error(.uniform) && error(.lloydMax) <= error(.quantile))
        let quantizer = ScalarQuantizer(.lloydMax, levels: levels, for: numbers)
        for (level, value) in quantizer.values.enumerated() {
            let members = numbers.filter { quantizer.level(of: $0) == level }.map(Double.init)
            #expect(abs(members.reduce(0, +) / Double(members.count) - Double(value)) < 1e-3)
        }
    }

    @Test("two heaps of numbers have their means as levels")
    func heaps() {
        let numbers: [Float] = [0, 0.1, 0.2, 0, 0.1, 0.2, 0.1, 5, 5.1, 5.2]
        let quantizer = ScalarQuantizer(.lloydMax, levels: 2, for: numbers)
        #expect(abs(quantizer.values[0] - 0.1) < 1e-6 && abs(quantizer.values[1] - 5.1) < 1e-6)
    }

    @Test("equal parts have as many numbers each, and equal numbers are not parted")
    func quantile() {
        let quantizer = ScalarQuantizer(.quantile, levels: 4, for: (0..<400).reversed().map(Float.init))
        let counts = (0..<4).map { level in (0..<400).count { quantizer.level(of: Float($0)) == level } }
        #expect(counts == [100, 100, 100, 100])
        // A unit that is mostly silent: one level for all the zeros.
        let silent = [Float](repeating: 0, count: 90) + [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        #expect(ScalarQuantizer(.quantile, levels: 4, for: silent).values == [0, 5.5])
    }

    @Test("a dead unit has one level, whatever the design", arguments: QuantizerDesign.allCases)
    func dead(design: QuantizerDesign) {
        let quantizer = ScalarQuantizer(design, levels: 16, for: [Float](repeating: 0.25, count: 50))
        #expect(quantizer.values == [0.25])
        #expect(quantizer.level(of: -3) == 0 && quantizer.level(of: .infinity) == 0)
    }

    @Test("levels of a step are its multiples that numbers are nearest to, and the 256 about 0 where there are more")
    func step() {
        #expect(ScalarQuantizer(step: 0.5, for: [-0.8, 0.2, 1.1]).values == [-1, -0.5, 0, 0.5, 1])
        #expect(ScalarQuantizer(step: 2, for: [7]).values == [8])
        let wide = ScalarQuantizer(step: 0.001, for: [-5, 5])
        #expect(wide.values.count == 256 && wide.values[128] == 0)
        let high = ScalarQuantizer(step: 1, for: [10, 1e9])
        #expect(high.values.count == 256 && high.values.first == 10)
    }

    @Test("levels that do not rise, are not finite, or too many are none")
    func invalid() {
        for values: [Float] in [[], [1, 1], [2, 1], [0, .infinity], [.nan], (0...256).map(Float.init)] {
            #expect(ScalarQuantizer(values: values) == nil)
        }
        // Halves of the greatest numbers: their sum would overflow.
        let far = ScalarQuantizer(values: [2e38, 3e38])
        #expect(far?.level(of: 2.4e38) == 0 && far?.level(of: 2.6e38) == 1)
    }

    private func sample(_ count: Int, seed: UInt64) -> [Float] {
        var random = Philox(seed: seed, stream: 0)
        return (0..<count).map { _ in
            Float.random(in: 0...1, using: &random) * Float.random(in: -1...1, using: &random)
        }
    }

    private func squaredError(_ quantizer: ScalarQuantizer, _ numbers: [Float]) -> Double {
        numbers.reduce(0) { error, number in
            let distance = Double(number) - Double(quantizer.values[Int(quantizer.level(of: number))])
            return error + distance * distance
        }
    }
}
