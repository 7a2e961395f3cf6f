import Tensors

extension BenchmarkCase {
    /// The convolutions of the papers' networks, each in the directions that its training needs.
    static var convolutions: [BenchmarkCase] {
        ConvolutionShape.layers.flatMap { layer, shape, directions in
            directions.map { direction in
                BenchmarkCase(
                    .conv, "conv \(layer), \(direction.title)",
                    line: "convolution \(direction.rawValue) \(shape.words)",
                    work: .flops(shape.flops)
                ) { operation(shape, direction, using: $0) }
            }
        }
    }

    private static func operation(
        _ shape: ConvolutionShape, _ direction: ConvolutionDirection, using kernels: CompiledKernels
    ) -> () -> Void {
        var image = Tensor.random(shape.image)
        var weights = Tensor.random(shape.weights)
        var output = Tensor.random(shape.output)
        return switch direction {
        case .forward:
            {
                kernels.convolve(
                    image, weights: weights, bias: nil, activation: .identity, stride: shape.stride,
                    padding: shape.padding, into: &output)
            }
        case .inputGradient:
            {
                kernels.convolveTransposed(
                    output, weights: weights, bias: nil, activation: .identity, stride: shape.stride,
                    padding: shape.padding, into: &image)
            }
        case .weightGradient:
            {
                kernels.convolutionWeightGradient(
                    input: image, outputGradient: output, stride: shape.stride, padding: shape.padding, into: &weights,
                    accumulating: false)
            }
        }
    }
}

/// What a training step asks of a convolution. The input gradient is also the forward pass of a transposed convolution.
private enum ConvolutionDirection: String, CaseIterable {
    case forward
    case inputGradient = "input-gradient"
    case weightGradient = "weight-gradient"

    var title: String { rawValue.replacing("-", with: " ") }

    /// The first layer of a network needs no gradient by the pixels.
    static let ofFirstLayer: [ConvolutionDirection] = [.forward, .weightGradient]
}

private struct ConvolutionShape {
    let images: Int, side: Int, channels: Int, filters: Int, kernel: Int, stride: Int, padding: Int

    init(_ images: Int, _ side: Int, _ channels: Int, _ filters: Int, kernel: Int, stride: Int, padding: Int) {
        (self.images, self.side, self.channels, self.filters) = (images, side, channels, filters)
        (self.kernel, self.stride, self.padding) = (kernel, stride, padding)
    }

    private var outputSide: Int { (side + 2 * padding - kernel) / stride + 1 }

    var image: Shape { [images, side, side, channels] }
    var weights: Shape { [kernel, kernel, channels, filters] }
    var output: Shape { [images, outputSide, outputSide, filters] }
    var words: String {
        [images, side, side, channels, filters, kernel, kernel, stride, padding].map(String.init).joined(separator: " ")
    }
    /// Two per output, tap and channel, padding included; the same in each direction.
    var flops: Double { 2 * Double(output.count) * Double(kernel * kernel * channels) }

    static let layers: [(String, ConvolutionShape, [ConvolutionDirection])] = [
        ("64→64 3×3, 32×50×50", .init(32, 50, 64, 64, kernel: 3, stride: 1, padding: 1), ConvolutionDirection.allCases),
        (
            "1→64 3×3, 32×50×50", .init(32, 50, 1, 64, kernel: 3, stride: 1, padding: 1),
            ConvolutionDirection.ofFirstLayer
        ),
        ("64→1 3×3, 32×50×50", .init(32, 50, 64, 1, kernel: 3, stride: 1, padding: 1), ConvolutionDirection.allCases),
        (
            "3→64 3×3, 32×50×50", .init(32, 50, 3, 64, kernel: 3, stride: 1, padding: 1),
            ConvolutionDirection.ofFirstLayer
        ),
        ("64→3 3×3, 32×50×50", .init(32, 50, 64, 3, kernel: 3, stride: 1, padding: 1), ConvolutionDirection.allCases),
        (
            "1→25 3×3 stride 3, 128×28×28", .init(128, 28, 1, 25, kernel: 3, stride: 3, padding: 1),
            ConvolutionDirection.ofFirstLayer
        ),
        (
            "25→10 3×3 stride 2, 128×5×5", .init(128, 5, 25, 10, kernel: 3, stride: 2, padding: 1),
            ConvolutionDirection.allCases
        ),
        (
            "25→10 3×3 stride 2, no padding, 128×5×5", .init(128, 5, 25, 10, kernel: 3, stride: 2, padding: 0),
            ConvolutionDirection.allCases
        ),
        (
            "10→25 5×5 stride 3, 128×15×15", .init(128, 15, 10, 25, kernel: 5, stride: 3, padding: 1),
            ConvolutionDirection.allCases
        ),
        (
            "1→10 2×2 stride 2, 128×28×28", .init(128, 28, 1, 10, kernel: 2, stride: 2, padding: 1),
            ConvolutionDirection.allCases
        ),
        (
            "1→10 5×5, 128×28×28", .init(128, 28, 1, 10, kernel: 5, stride: 1, padding: 0),
            ConvolutionDirection.ofFirstLayer
        ),
        (
            "10→20 5×5, 128×12×12", .init(128, 12, 10, 20, kernel: 5, stride: 1, padding: 0),
            ConvolutionDirection.allCases
        ),
    ]
}
