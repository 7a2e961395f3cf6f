import Foundation
import ImageCompression
import NeuralNetworks
import Tensors
import Testing

@Suite("Noisy images")
struct NoisyImagesTests {
    private let images = ByteMatrix(rows: 6, columns: 50, bytes: (0..<300).map { UInt8($0 % 256) })
    private let kernels = ReferenceKernels()

    private func fill(
        _ draw: ImageNoise.Draw, _ examples: [Int32], epoch: Int, minibatch: Minibatch? = nil
    ) -> Minibatch {
        var minibatch = minibatch ?? Minibatch(input: Tensor([0, 50]))
        NoisyImages(images, noise: ImageNoise(standardDeviation: 10, draw: draw), seed: 3).fill(
            &minibatch, with: examples[...], at: TrainingStep(seed: 3, epoch: epoch, step: 0), using: kernels)
        return minibatch
    }

    @Test("the target is the clean image, whatever the minibatch held before")
    func target() throws {
        let first = fill(.each, [1, 4, 5], epoch: 0)
        let second = fill(.once, [2, 0], epoch: 1, minibatch: first)
        var clean = Tensor([0, 50])
        kernels.gather([2, 0], of: images, into: &clean)
        #expect(second.target == clean)
        #expect(second.input != clean && second.input.shape == [2, 50])
    }

    @Test("noise drawn once is the image's own, in every epoch and minibatch; noise drawn anew is not")
    func draws() {
        let once = fill(.once, [4, 1], epoch: 0)
        let later = fill(.once, [1, 2, 4], epoch: 7)
        #expect(once.input.elements[..<50].elementsEqual(later.input.elements[100...]))
        #expect(once.input.elements[50...].elementsEqual(later.input.elements[..<50]))
        #expect(fill(.each, [4, 1], epoch: 0).input != fill(.each, [4, 1], epoch: 1).input)
    }

    @Test("inputs for testing are those that training sees")
    func inputs() {
        let noisy = NoisyImages(images, noise: ImageNoise(standardDeviation: 10, draw: .once), seed: 3)
        #expect(noisy.inputs(using: kernels) == fill(.once, [0, 1, 2, 3, 4, 5], epoch: 2).input)
    }

    @Test("cross-entropy of a reconstruction by hand, and clamped where it is sure and wrong")
    func crossEntropy() {
        let images = ByteMatrix(rows: 1, columns: 2, bytes: [255, 0])
        let found = meanBinaryCrossEntropy(
            of: Tensor([1, 2], elements: [0.25, 0.5]), against: images, using: kernels)
        #expect(abs(found - (log(4) + log(2)) / 2) < 1e-6)
        let wrong = meanBinaryCrossEntropy(of: Tensor([1, 2], elements: [0, 0]), against: images, using: kernels)
        #expect(abs(wrong - -log(1e-7) / 2) < 1e-3)
    }
}
