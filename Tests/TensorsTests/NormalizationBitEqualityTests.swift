import Randomness
import Tensors
import Testing

@Suite("Compiled kernels by channel equal the plain loops, bit for bit")
struct NormalizationBitEqualityTests {
    @Test("moments, normalisation and its gradient at every number of channels to 40", arguments: [false, true])
    func normalization(hostile: Bool) {
        var generator = Philox(seed: 31, stream: 0)
        for channels in 1...40 {
            let shape: Shape = channels % 2 == 0 ? [13, channels] : [2, 3, 5, channels]
            let (x, g) = (
                Tensor.random(shape, hostile: hostile, &generator), Tensor.random(shape, hostile: hostile, &generator)
            )
            let lists = (0..<3).map { _ in Array(Tensor.random([channels], spread: 3, &generator).elements) }
            let activation = Activation.allCases[channels % 4]
            compare("\(channels) channels, \(activation)") { kernels in
                var (y, gradient) = (g, g)
                var sums: [Double] = [], squares: [Double] = [], gradientSums: [Double] = [], products: [Double] = []
                kernels.moments(of: x, sums: &sums, squares: &squares)
                kernels.normalize(x, scale: lists[0], shift: lists[1], activation: activation, into: &y)
                kernels.normalizationSums(
                    of: g, at: x, mean: lists[0], inverse: lists[1], sums: &gradientSums, products: &products)
                kernels.normalizationGradient(&gradient, at: x, a: lists[0], b: lists[1], d: lists[2])
                return [y, gradient] + [sums, squares, gradientSums, products].map(\.words)
            }
        }
    }

    @Test("sums and biases by channel of images, with more rows than a block of sums")
    func sums() {
        var generator = Philox(seed: 32, stream: 0)
        for (rows, channels) in [(399, 3), (400, 9), (401, 17), (1203, 5), (4, 33)] {
            for isHostile in [false, true] {
                let x = Tensor.random([1, rows, 1, channels], hostile: isHostile, &generator)
                let bias = Tensor.random([channels], &generator)
                compare("\(rows) rows of \(channels)") { kernels in
                    var (sums, y) = (Tensor([channels]), x)
                    kernels.sumColumns(of: x, into: &sums)
                    kernels.addBias(bias, andActivate: .sigmoid, &y)
                    return [sums, y]
                }
            }
        }
    }

    @Test("channels scaled by a factor per image, and numbers by one each")
    func scaling() {
        var generator = Philox(seed: 33, stream: 0)
        for channels in 1...20 {
            let x = Tensor.random([3, 2, 3, channels], hostile: channels % 2 == 0, &generator)
            let (few, many) = (
                Tensor.random([3, channels], &generator), Tensor.random([3, 6 * channels], &generator)
            )
            compare("\(channels) channels") { kernels in
                var (byChannel, each) = (x, x)
                kernels.scaleChannels(of: &byChannel, by: few)
                kernels.scaleChannels(of: &each, by: many)
                return [byChannel, each]
            }
        }
    }

    @Test("scaled sums, signs and magnitudes at every length to 70", arguments: [false, true])
    func penalties(hostile: Bool) {
        var generator = Philox(seed: 34, stream: 0)
        for count in 1...70 {
            let (x, y) = (
                Tensor.random([count], hostile: hostile, &generator),
                Tensor.random([count], hostile: hostile, &generator)
            )
            compare("\(count) numbers") { kernels in
                var (sum, signs) = (y, y)
                kernels.addScaled(x, factor: 0.3, to: &sum)
                kernels.addScaledSign(of: x, factor: 0.3, to: &signs)
                return [sum, signs, [kernels.sumOfMagnitudes(x)].words]
            }
        }
    }

    @Test("softmax cross-entropy at every number of classes to 35", arguments: [false, true])
    func softmax(hostile: Bool) {
        var generator = Philox(seed: 35, stream: 0)
        for classes in 1...35 {
            var x = Tensor.random([7, classes], hostile: hostile, &generator)
            for index in x.elements.indices { x.elements[index] *= 30 }
            let labels = (0..<7).map { _ in Int32(generator.integer(below: classes)) }
            compare("\(classes) classes") { kernels in
                var gradient = Tensor([7, classes], filledWith: 9)
                let loss = kernels.softmaxCrossEntropy(logits: x, labels: labels, gradient: &gradient, scale: 1 / 7)
                return [gradient, [loss].words]
            }
        }
    }
}
