import CodecTraining
import Foundation
import Randomness
import Tensors
import Testing

@Suite("Logistic priors")
struct LogisticPriorTests {
    @Test("the gradient of the rate is its central difference")
    func gradient() {
        var random = Philox(seed: 1, stream: 0)
        var prior = LogisticPrior(units: 3)
        let seen = Tensor([64, 3], elements: (0..<192).map { _ in Float(random.standardNormal()) * 3 + 1 })
        prior.follow(seen)
        let kernels = CompiledKernels()
        let codes = Tensor([4, 3], elements: (0..<12).map { _ in Float(random.standardNormal()) * 4 })
        var gradient = Tensor([4, 3], filledWith: 1)
        _ = prior.addRate(of: codes, times: 2, to: &gradient, using: kernels)
        for index in 0..<12 {
            func bits(_ change: Float) -> Double {
                var moved = codes
                moved.elements[index] += change
                var unused = Tensor([4, 3])
                return prior.addRate(of: moved, times: 0, to: &unused, using: kernels)
            }
            let difference = (bits(0.05) - bits(-0.05)) / 0.1
            // What was in the gradient before stays.
            #expect(abs(Double(gradient.elements[index]) - (1 + 2 * difference)) < 0.02)
        }
    }

    @Test("of numbers that follow the prior, the rate is their entropy within a twentieth of a bit")
    func rate() {
        var random = Philox(seed: 2, stream: 0)
        func logistic() -> Float {
            let u = random.uniform()
            return Float(Foundation.log(u / (1 - u)) * 2 + 5)
        }
        var prior = LogisticPrior(units: 1)
        for _ in 0..<100 { prior.follow(Tensor([200, 1], elements: (0..<200).map { _ in logistic() })) }
        #expect(abs(prior.means[0] - 5) < 0.1 && abs(prior.scales[0] - 2) < 0.1)
        let count = 20_000
        let sample = Tensor([count, 1], elements: (0..<count).map { _ in logistic().rounded() })
        var unused = Tensor([count, 1])
        let bits = prior.addRate(of: sample, times: 0, to: &unused, using: CompiledKernels()) / Double(count)
        // The differential entropy of a logistic of scale s is ln s + 2 nats.
        #expect(abs(bits - (Foundation.log(2.0) + 2) / Foundation.log(2.0)) < 0.05)
    }

    @Test("a dead unit keeps the spread that its noise alone would have")
    func dead() {
        var prior = LogisticPrior(units: 1)
        prior.follow(Tensor([10, 1], filledWith: 4))
        #expect(prior.means == [4] && abs(prior.scales[0] - 0.15916) < 1e-4)
    }

    @Test("units that are not sent cost nothing and have no gradient")
    func narrowed() {
        var random = Philox(seed: 3, stream: 0)
        let codes = Tensor([2, 3], elements: (0..<6).map { _ in Float(random.standardNormal()) * 4 })
        let (prior, kernels) = (LogisticPrior(units: 3), CompiledKernels())
        var whole = Tensor([2, 3]), narrow = Tensor([2, 3])
        let all = prior.addRate(of: codes, times: 1, to: &whole, using: kernels)
        #expect(prior.addRate(of: codes, widths: [3, 3], times: 1, to: &narrow, using: kernels) == all)
        #expect(narrow == whole)
        narrow = Tensor([2, 3])
        let fewer = prior.addRate(of: codes, widths: [1, 3], times: 1, to: &narrow, using: kernels)
        #expect(fewer < all)
        #expect(narrow.elements[1] == 0 && narrow.elements[2] == 0)
        #expect([0, 3, 4, 5].allSatisfy { narrow.elements[$0] == whole.elements[$0] })
    }

    @Test("codes of a training that diverged cost no number of bits, and trap nothing")
    func diverged() {
        var prior = LogisticPrior(units: 2)
        let codes = Tensor([1, 2], elements: [.nan, 0])
        var gradient = Tensor([1, 2])
        #expect(prior.addRate(of: codes, times: 1, to: &gradient, using: CompiledKernels()).isNaN)
        prior.follow(codes)
        #expect(prior.addRate(of: codes, times: 1, to: &gradient, using: CompiledKernels()).isNaN)
    }
}
