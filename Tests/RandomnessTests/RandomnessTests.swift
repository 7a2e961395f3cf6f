import Randomness
import Testing

@Suite("Random numbers")
struct RandomnessTests {
    /// From `kat_vectors` of the Random123 distribution (philox4x32, 10 rounds).
    @Test(
        "Philox4x32-10 gives its authors' known answers",
        arguments: [
            (
                SIMD4<UInt32>(0, 0, 0, 0), SIMD2<UInt32>(0, 0),
                SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
            ),
            (
                SIMD4<UInt32>(repeating: .max), SIMD2<UInt32>(repeating: .max),
                SIMD4<UInt32>(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
            ),
            (
                SIMD4<UInt32>(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
                SIMD2<UInt32>(0xa409_3822, 0x299f_31d0),
                SIMD4<UInt32>(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
            ),
        ])
    func knownAnswers(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, expected: SIMD4<UInt32>) {
        #expect(Philox.block(counter: counter, key: key) == expected)
    }

    @Test("what a training draws from has a number of its own, at the ends of every range too")
    func streamNumbers() {
        let (epochs, steps, layers) = (
            [0, 1, RandomStream.epochs.upperBound - 1], [0, 1, RandomStream.steps.upperBound - 1],
            [0, 1, RandomStream.layers.upperBound - 1]
        )
        var streams = [RandomStream.initialization(seed: 3)]
        for epoch in epochs {
            streams.append(.order(seed: 3, epoch: epoch))
            for step in steps {
                streams.append(.examples(seed: 3, epoch: epoch, step: step))
                for layer in layers { streams.append(.draw(seed: 3, epoch: epoch, step: step, layer: layer)) }
            }
        }
        #expect(streams.count == 40)
        #expect(Set(streams.map(\.number)).count == streams.count)
    }

    @Test("a stream's words are the halves of what its generator gives")
    func words() {
        let stream = RandomStream(seed: 0x0123_4567_89AB_CDEF, number: 0xFEDC_BA98_7654_3210)
        var generator = Philox(stream)
        for pair in 0..<9 {
            let both = UInt64(stream.word(2 * pair)) | UInt64(stream.word(2 * pair + 1)) << 32
            #expect(generator.next() == both)
        }
    }

    @Test("streams of one seed differ, and a stream repeats")
    func streams() {
        var (first, again, other) = (Philox(seed: 7, stream: 0), Philox(seed: 7, stream: 0), Philox(seed: 7, stream: 1))
        let numbers = (0..<8).map { _ in first.next() }
        #expect(numbers == (0..<8).map { _ in again.next() })
        #expect(Set(numbers).isDisjoint(with: (0..<8).map { _ in other.next() }))
    }

    /// The expected values are those of Python's `statistics.NormalDist().inv_cdf`, printed with `repr`.
    @Test(
        "normal quantiles to 15 digits in the centre, the shoulders and the tails",
        arguments: [
            (0.5, 0.0), (0.6, 0.2533471031357998), (0.975, 1.9599639845400536), (0.01, -2.3263478740408408),
            (1e-6, -4.753424308822899), (1e-12, -7.034483825301132), (1 - 1e-9, 5.997807019601638),
        ])
    func quantiles(probability: Double, expected: Double) {
        #expect(abs(normalQuantile(probability) - expected) <= 4e-15 * max(1, abs(expected)))
    }

    @Test("100,000 normal variates have mean 0, variance 1, skewness 0 and kurtosis 3, within five standard errors")
    func moments() {
        var generator = Philox(seed: 11, stream: 3)
        let count = 100_000
        let sample = (0..<count).map { _ in generator.standardNormal() }
        let moment = (1...4).map { power in
            sample.reduce(0.0) { sum, x in sum + (0..<power).reduce(1.0) { product, _ in product * x } } / Double(count)
        }
        let error = (1 / Double(count)).squareRoot()
        #expect(abs(moment[0]) < 5 * error)
        #expect(abs(moment[1] - 1) < 5 * 2.0.squareRoot() * error)
        #expect(abs(moment[2]) < 5 * 15.0.squareRoot() * error)
        #expect(abs(moment[3] - 3) < 5 * 96.0.squareRoot() * error)
    }

    @Test("a permutation holds every number once, and each place is equally likely")
    func permutations() {
        var generator = Philox(seed: 5, stream: 0)
        var counts = [[Int]](repeating: [0, 0, 0, 0], count: 4)
        for _ in 0..<8_000 {
            let order = generator.permutation(of: 4)
            #expect(order.sorted() == [0, 1, 2, 3])
            for (place, number) in order.enumerated() { counts[place][Int(number)] += 1 }
        }
        // 2,000 expected; the standard deviation is 39.
        #expect(counts.joined().allSatisfy { abs($0 - 2_000) < 200 })
    }

    @Test("integers below a bound are all reached")
    func integers() {
        var generator = Philox(seed: 5, stream: 1)
        #expect(Set((0..<500).map { _ in generator.integer(below: 7) }) == Set(0..<7))
    }
}
