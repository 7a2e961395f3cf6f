import Tensors

/// A tensor that a layer keeps: its name in model files, its shape, and what it is for.
struct TensorDeclaration {
    let name: String
    let shape: Shape
    let role: TensorRole
}

/// What a layer's tensor is for, which decides its first value.
package enum TensorRole: Equatable, Sendable {
    /// `fanIn` numbers go into an output, and an input goes into `fanOut`.
    case weights(fanIn: Int, fanOut: Int)
    case bias(fanIn: Int)
    /// Batch normalisation's factor, from 1, and summand, from 0.
    case scale, shift
    /// Measured in training rather than trained; from 0 and from 1.
    case runningMean, runningVariance

    var isTrained: Bool { self != .runningMean && self != .runningVariance }
}

extension NetworkArchitecture {
    /// What layer `index` keeps, parameters in their order.
    func tensors(ofLayer index: Int) -> [TensorDeclaration] {
        func tensor(_ name: String, _ shape: Shape, _ role: TensorRole) -> TensorDeclaration {
            TensorDeclaration(name: "layers.\(index).\(name)", shape: shape, role: role)
        }
        func kernels(_ kernel: Int, channels: Int, filters: Int, biasLength: Int?) -> [TensorDeclaration] {
            let (fanIn, fanOut) = (kernel * kernel * channels, kernel * kernel * filters)
            let weights = tensor(
                "weight", [kernel, kernel, channels, filters], .weights(fanIn: fanIn, fanOut: fanOut))
            return [weights] + (biasLength.map { [tensor("bias", [$0], .bias(fanIn: fanIn))] } ?? [])
        }
        let input = inputShape(of: index)
        switch layers[index] {
        case .dense(let inputs, let outputs, _):
            return [
                tensor("weight", [inputs, outputs], .weights(fanIn: inputs, fanOut: outputs)),
                tensor("bias", [outputs], .bias(fanIn: inputs)),
            ]
        case .tiedDense:
            return [tensor("bias", [outputShapes[index][0]], .bias(fanIn: input.reduce(1, *)))]
        case .convolution(let filters, let kernel, _, _, let hasBias, _):
            return kernels(kernel, channels: input[2], filters: filters, biasLength: hasBias ? filters : nil)
        case .transposedConvolution(let filters, let kernel, _, _, let hasBias, _):
            // Weights and fans are those of the convolution that this transposes, as in PyTorch.
            return kernels(kernel, channels: filters, filters: input[2], biasLength: hasBias ? filters : nil)
        case .batchNormalization:
            let channels: Shape = [input[input.count - 1]]
            return [
                tensor("scale", channels, .scale), tensor("shift", channels, .shift),
                tensor("runningMean", channels, .runningMean),
                tensor("runningVariance", channels, .runningVariance),
            ]
        case .maximumPooling, .unpooling, .upsampling, .dropout, .channelDropout, .gaussianNoise, .scaling, .reshaping:
            return []
        }
    }
}
