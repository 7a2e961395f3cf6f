import Tensors

extension NetworkArchitecture {
    /// The layers, those that share numbers joined.
    func makeLayers() -> [any Layer] {
        var made: [any Layer] = []
        for index in layers.indices { made.append(makeLayer(index, after: made)) }
        return made
    }

    private func makeLayer(_ index: Int, after made: [any Layer]) -> any Layer {
        let parameters = tensors(ofLayer: index).filter(\.role.isTrained).map(Parameter.init)
        switch layers[index] {
        case .dense(_, _, let activation): return DenseLayer(parameters, activation: activation)
        case .tiedDense(let target, let activation):
            guard let source = made[target] as? DenseLayer else { preconditionFailure("checked with the shapes") }
            return TiedDenseLayer(parameters, weightsOf: source, activation: activation)
        case .convolution(_, _, let stride, let padding, _, let activation):
            return ConvolutionLayer(
                parameters, isTransposed: false, stride: stride, padding: padding, activation: activation)
        case .transposedConvolution(_, _, let stride, let padding, _, let activation):
            return ConvolutionLayer(
                parameters, isTransposed: true, stride: stride, padding: padding, activation: activation)
        case .maximumPooling(let window, let stride): return MaximumPoolingLayer(window: window, stride: stride)
        case .unpooling(let target):
            guard let source = made[target] as? MaximumPoolingLayer else {
                preconditionFailure("checked with the shapes")
            }
            return UnpoolingLayer(indicesOf: source)
        case .upsampling(let factor): return UpsamplingLayer(factor: factor)
        case .batchNormalization(let epsilon, let momentum, let activation):
            return BatchNormalizationLayer(
                tensors(ofLayer: index), epsilon: epsilon, momentum: momentum, activation: activation)
        case .dropout(let rate):
            return DropoutLayer(index: index, rate: rate, factorsPerExample: inputShape(of: index).reduce(1, *))
        case .channelDropout(let rate):
            return DropoutLayer(index: index, rate: rate, factorsPerExample: inputShape(of: index)[2])
        case .gaussianNoise(let deviation): return GaussianNoiseLayer(index: index, standardDeviation: deviation)
        case .scaling(let factor): return ScalingLayer(factor: factor)
        case .reshaping: return ReshapingLayer()
        }
    }
}
