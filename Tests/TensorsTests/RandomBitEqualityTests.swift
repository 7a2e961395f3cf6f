import Foundation
import Randomness
import Tensors
import Testing

@Suite("Compiled random numbers equal the plain loops, bit for bit")
struct RandomBitEqualityTests {
    @Test("samples, dropout factors and normal variates at every length to 70, and at streams of large numbers")
    func draws() {
        var generator = Philox(seed: 41, stream: 0)
        for count in 1...70 {
            let stream = RandomStream(
                seed: generator.next(), number: count % 3 == 0 ? UInt64(count) : generator.next())
            let probabilities = Tensor.random([count], hostile: count % 2 == 0, &generator)
            compare("\(count) numbers of \(stream)") { kernels in
                var tensors = [Tensor](repeating: Tensor([count], filledWith: 9), count: 3)
                kernels.drawBernoulli(stream, probabilities: probabilities, into: &tensors[0])
                kernels.drawDropoutFactors(stream, rate: 0.3, into: &tensors[1])
                kernels.drawStandardNormals(stream, into: &tensors[2])
                return tensors
            }
        }
    }

    @Test("many draws, over many blocks of the counter")
    func manyDraws() {
        let stream = RandomStream.draw(seed: 3, epoch: 2, step: 9, layer: 1)
        compare("10,007 variates") { kernels in
            var variates = Tensor([10_007])
            kernels.drawStandardNormals(stream, into: &variates)
            return [variates]
        }
    }

    @Test("variates have the moments and the quantiles of the standard normal distribution")
    func normality() {
        var variates = Tensor([100_000])
        ReferenceKernels().drawStandardNormals(RandomStream(seed: 1, number: 2), into: &variates)
        let x = variates.elements.map { Double($0) }
        let mean = x.reduce(0, +) / Double(x.count)
        let variance = x.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(x.count)
        // Five standard errors: 1/√n and √(2/n).
        #expect(abs(mean) < 0.016 && abs(variance - 1) < 0.023)
        let worst = x.enumerated().map { index, variate in
            let word = RandomStream(seed: 1, number: 2).word(index)
            return abs(variate - normalQuantile((Double(word >> 9) + 0.5) * 0x1p-23)) / max(1, abs(variate))
        }.max()
        #expect((worst ?? 1) < 2e-6)
    }

    @Test("shares of samples and of dropped numbers are their probabilities")
    func shares() {
        let (stream, count) = (RandomStream(seed: 5, number: 6), 100_000)
        var (samples, factors) = (Tensor([count]), Tensor([count]))
        ReferenceKernels().drawBernoulli(stream, probabilities: Tensor([count], filledWith: 0.3), into: &samples)
        ReferenceKernels().drawDropoutFactors(stream, rate: 0.25, into: &factors)
        // Five standard errors.
        #expect(abs(Double(samples.elements.reduce(0, +)) / Double(count) - 0.3) < 0.008)
        #expect(abs(Double(factors.elements.filter { $0 == 0 }.count) / Double(count) - 0.25) < 0.007)
        #expect(Set(factors.elements) == [0, 1 / 0.75])
    }

    @Test("a certain sample is drawn and an impossible one is not")
    func certainty() {
        for kernels in comparedLevels as [any Kernels] + [ReferenceKernels()] {
            var samples = Tensor([4])
            let probabilities = Tensor([4], elements: [0, 1, -0.0, .nan])
            kernels.drawBernoulli(RandomStream(seed: 1, number: 1), probabilities: probabilities, into: &samples)
            #expect(samples.elements == [0, 1, 0, 0])
        }
    }
}
