import Randomness
import Tensors
import Testing

@Suite("Compiled convolutions equal the plain loops, bit for bit")
struct ConvolutionBitEqualityTests {
    /// All heights from 1 to 7 with kernels of 1, 2, 3 and 5, strides from 1 to 3 and each padding below the kernel up to 2. Widths and
    /// the pairs of channels and filters change from one to the next, since all of them together would be too many: every pair meets every
    /// kernel.
    @Test("small images with every kernel, stride and padding")
    func small() {
        var generator = Philox(seed: 11, stream: 0)
        let depths = [(1, 1), (1, 25), (2, 3), (3, 8), (8, 9), (17, 16), (16, 17), (25, 10)]
        var count = 0
        for height in 1...7 {
            for kernel in [1, 2, 3, 5] {
                for stride in 1...3 {
                    for padding in 0..<min(kernel, 3) {
                        let width = 1 + (height * 3 + count) % 9
                        guard height + 2 * padding >= kernel, width + 2 * padding >= kernel else { continue }
                        let (channels, filters) = depths[count % depths.count]
                        compareConvolution(
                            images: 2, height, width, channels, filters, kernel, stride, padding, &generator)
                        count += 1
                    }
                }
            }
        }
        #expect(count > 120)
    }

    @Test("random sizes, and those of the papers' layers on a few images")
    func large() {
        var generator = Philox(seed: 12, stream: 0)
        for _ in 0..<24 {
            let kernel = 1 + generator.integer(below: 5)
            compareConvolution(
                images: 1 + generator.integer(below: 3), kernel + generator.integer(below: 16),
                kernel + generator.integer(below: 16), 1 + generator.integer(below: 40),
                1 + generator.integer(below: 40),
                kernel, 1 + generator.integer(below: 3), generator.integer(below: kernel), &generator)
        }
        for (height, channels, filters, kernel, stride, padding) in [
            (28, 1, 25, 3, 3, 1), (5, 25, 10, 3, 2, 1), (12, 10, 20, 5, 1, 0), (20, 3, 64, 3, 1, 1),
            (20, 64, 3, 3, 1, 1),
            (10, 64, 64, 3, 1, 1),
            // More image rows than are held at a time: forward, forward with a stride, and back with one.
            (26, 64, 3, 3, 1, 1), (31, 48, 5, 3, 2, 1), (50, 3, 64, 3, 2, 1),
        ] {
            compareConvolution(images: 2, height, height, channels, filters, kernel, stride, padding, &generator)
        }
    }

    @Test("blocks of a weight gradient run across images, and a row longer than a block is one")
    func blocks() {
        var generator = Philox(seed: 13, stream: 0)
        for (images, height, width) in [(9, 11, 10), (2, 3, 399), (2, 3, 402), (1, 2, 803)] {
            compareConvolution(images: images, height, width, 2, 3, 2, 1, 0, &generator)
        }
    }

    @Test("infinities, NaN, denormals and negative zeros, with zeros around the image that meet them")
    func hostile() {
        var generator = Philox(seed: 14, stream: 0)
        for (kernel, stride, padding) in [(1, 1, 0), (3, 1, 1), (3, 2, 1), (2, 3, 0), (5, 2, 2)] {
            compareConvolution(images: 2, 6, 7, 3, 9, kernel, stride, padding, hostile: true, &generator)
        }
    }

    @Test("bias and activation on the way out", arguments: Activation.allCases)
    func activations(activation: Activation) {
        var generator = Philox(seed: 15, stream: 0)
        for (channels, filters) in [(1, 1), (3, 10), (17, 25)] {
            compareConvolution(images: 2, 7, 5, channels, filters, 3, 2, 1, activation: activation, &generator)
        }
    }

    @Test("a stride beyond the kernel leaves pixels that no tap reaches: zero, or bias and activation alone")
    func gaps() {
        let kernels = ReferenceKernels()
        var image = Tensor([1, 4, 4, 1], filledWith: 9)
        kernels.convolveTransposed(
            Tensor([1, 2, 2, 1], filledWith: 1), weights: Tensor([1, 1, 1, 1], filledWith: 2),
            bias: Tensor([1], filledWith: 0.5), activation: .identity, stride: 3, padding: 0, into: &image)
        let (tap, gap): (Float, Float) = (2.5, 0.5)
        #expect(
            image.elements == [tap, gap, gap, tap, gap, gap, gap, gap, gap, gap, gap, gap, tap, gap, gap, tap])
    }

    private func compareConvolution(
        images: Int, _ height: Int, _ width: Int, _ channels: Int, _ filters: Int, _ kernel: Int, _ stride: Int,
        _ padding: Int, activation: Activation? = nil, hostile: Bool = false, _ generator: inout Philox
    ) {
        let x = Tensor.random([images, height, width, channels], hostile: hostile, &generator)
        let w = Tensor.random([kernel, kernel, channels, filters], hostile: hostile, &generator)
        let outputs: Shape = [
            images, (height + 2 * padding - kernel) / stride + 1, (width + 2 * padding - kernel) / stride + 1, filters,
        ]
        let y = Tensor.random(outputs, hostile: hostile, &generator)
        let (outputBias, inputBias) = (
            Tensor.random([filters], &generator), Tensor.random([channels], &generator)
        )
        let what = "\(x.shape) by \(w.shape), stride \(stride), padding \(padding)"
        compare(what) { kernels in
            // What is written to is full of numbers before.
            var (forward, backward, sum, added) = (Tensor(outputs, filledWith: 3), x, w, w)
            kernels.convolve(
                x, weights: w, bias: activation.map { _ in outputBias }, activation: activation ?? .identity,
                stride: stride, padding: padding, into: &forward)
            kernels.convolveTransposed(
                y, weights: w, bias: activation.map { _ in inputBias }, activation: activation ?? .identity,
                stride: stride, padding: padding, into: &backward)
            kernels.convolutionWeightGradient(
                input: x, outputGradient: y, stride: stride, padding: padding, into: &sum, accumulating: false)
            kernels.convolutionWeightGradient(
                input: x, outputGradient: y, stride: stride, padding: padding, into: &added, accumulating: true)
            return [forward, backward, sum, added]
        }
    }
}
