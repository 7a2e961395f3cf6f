import NeuralNetworks

extension NetworkArchitecture {
    /// Products of a weight and a number that the network computes for one example: dense layers and convolutions, zeros at the edges counted;
    /// what else layers do, such as normalising, is a few operations for each number and left out.
    package var multiplications: Int {
        layers.indices.reduce(0) { sum, index in
            let input = inputShape(of: index), output = outputShapes[index]
            switch layers[index] {
            case .dense, .tiedDense: return sum + input.reduce(1, *) * output.reduce(1, *)
            case .convolution(_, let kernel, _, _, _, _):
                return sum + output.reduce(1, *) * kernel * kernel * input[2]
            case .transposedConvolution(_, let kernel, _, _, _, _):
                return sum + input.reduce(1, *) * kernel * kernel * output[2]
            case .maximumPooling, .unpooling, .upsampling, .batchNormalization, .dropout, .channelDropout,
                .gaussianNoise, .scaling, .reshaping:
                return sum
            }
        }
    }
}
