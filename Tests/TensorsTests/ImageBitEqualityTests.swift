import Randomness
import Tensors
import Testing

@Suite("Compiled image kernels equal the plain loops, bit for bit")
struct ImageBitEqualityTests {
    @Test(
        "pooling of every window and stride up to 4, and the ways back through its indices", arguments: [false, true])
    func pooling(hostile: Bool) {
        var generator = Philox(seed: 21, stream: 0)
        for channels in [1, 2, 7, 8, 9, 16, 17, 25] {
            for window in 1...4 {
                for stride in 1...4 {
                    let (height, width) = (window + generator.integer(below: 6), window + generator.integer(below: 6))
                    var x = Tensor.random([2, height, width, channels], hostile: hostile, &generator)
                    // Equal numbers, of which the first counts.
                    for index in x.elements.indices where generator.integer(below: 3) == 0 { x.elements[index] = 0.75 }
                    comparePooling(x, window: window, stride: stride, &generator)
                }
            }
        }
    }

    private func comparePooling(_ x: Tensor, window: Int, stride: Int, _ generator: inout Philox) {
        let lengths = x.shape.dimensions
        let outputs: Shape = [
            lengths[0], (lengths[1] - window) / stride + 1, (lengths[2] - window) / stride + 1, lengths[3],
        ]
        let gradient = Tensor.random(outputs, &generator)
        compare("pooling \(x.shape) by \(window), \(stride) apart") { kernels in
            var (y, back, again) = (Tensor(outputs, filledWith: 5), x, gradient)
            var indices: [Int32] = []
            kernels.maximumPool(x, window: window, stride: stride, into: &y, indices: &indices)
            kernels.scatter(gradient, to: indices, into: &back)
            kernels.gather(x, from: indices, into: &again)
            expectSameBits(y, again, "what was found lies where its index says")
            return [y, Tensor(outputs, elements: indices.map { Float($0) }), back, again]
        }
    }

    @Test("the largest is the first of equals, and a NaN counts as larger than any number")
    func ties() {
        let wide = Tensor([1, 2, 3, 1], elements: [2, 2, 1, .nan, -.infinity, -.infinity])
        for kernels in comparedLevels as [any Kernels] + [ReferenceKernels()] {
            var y = Tensor([1, 1, 1, 1])
            var indices: [Int32] = []
            kernels.maximumPool(wide, window: 2, stride: 2, into: &y, indices: &indices)
            #expect(y.elements[0].isNaN && indices == [3])
            kernels.maximumPool(
                Tensor([1, 2, 2, 1], elements: [2, 2, 1, 2]), window: 2, stride: 1, into: &y, indices: &indices)
            #expect(y.elements == [2] && indices == [0])
            kernels.maximumPool(
                Tensor([1, 2, 2, 1], filledWith: -.infinity), window: 2, stride: 1, into: &y, indices: &indices)
            #expect(y.elements == [-.infinity] && indices == [0])
        }
    }

    @Test("upsampling and its transpose", arguments: [false, true])
    func sampling(hostile: Bool) {
        var generator = Philox(seed: 22, stream: 0)
        for channels in [1, 2, 7, 8, 9, 17] {
            for factor in 1...4 {
                let small = Tensor.random([2, 3, 4, channels], hostile: hostile, &generator)
                let large = Tensor.random([2, 3 * factor, 4 * factor, channels], hostile: hostile, &generator)
                compare("\(channels) channels by \(factor)") { kernels in
                    var (up, down) = (large, small)
                    kernels.upsample(small, factor: factor, into: &up)
                    kernels.downsample(large, factor: factor, into: &down)
                    return [up, down]
                }
            }
        }
    }
}
