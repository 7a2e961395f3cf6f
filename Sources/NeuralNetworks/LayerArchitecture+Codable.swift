import Tensors

/// A layer as a mapping: `{inputs: 784, outputs: 128, activation: sigmoid}` is a dense layer, the others say their `kind`.
///
/// What has a default in ``LayerArchitecture`` may be left out when reading, but for activations; written is everything.
extension LayerArchitecture: Codable {
    private enum Kind: String, Codable, CaseIterable {
        case dense, tiedDense, convolution, transposedConvolution, maximumPooling, unpooling, upsampling
        case batchNormalization, dropout, channelDropout, gaussianNoise, scaling, reshaping
    }

    private enum CodingKeys: String, CodingKey {
        case kind, inputs, outputs, activation, layer, filters, kernel, stride, padding, hasBias, window, factor
        case epsilon, momentum, rate, standardDeviation, shape
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func number(_ key: CodingKeys) throws -> Int { try container.decode(Int.self, forKey: key) }
        func number(_ key: CodingKeys, default value: Int) throws -> Int {
            try container.decodeIfPresent(Int.self, forKey: key) ?? value
        }
        func fraction(_ key: CodingKeys) throws -> Double { try container.decode(Double.self, forKey: key) }
        func fraction(_ key: CodingKeys, default value: Double) throws -> Double {
            try container.decodeIfPresent(Double.self, forKey: key) ?? value
        }
        func hasBias() throws -> Bool { try container.decodeIfPresent(Bool.self, forKey: .hasBias) ?? true }
        func activation() throws -> Activation { try container.decode(Activation.self, forKey: .activation) }
        switch try container.decodeIfPresent(Kind.self, forKey: .kind) ?? .dense {
        case .dense:
            self = .dense(inputs: try number(.inputs), outputs: try number(.outputs), activation: try activation())
        case .tiedDense: self = .tiedDense(layer: try number(.layer), activation: try activation())
        case .convolution:
            self = .convolution(
                filters: try number(.filters), kernel: try number(.kernel), stride: try number(.stride, default: 1),
                padding: try number(.padding, default: 0), hasBias: try hasBias(),
                activation: try activation())
        case .transposedConvolution:
            self = .transposedConvolution(
                filters: try number(.filters), kernel: try number(.kernel), stride: try number(.stride, default: 1),
                padding: try number(.padding, default: 0), hasBias: try hasBias(),
                activation: try activation())
        case .maximumPooling: self = .maximumPooling(window: try number(.window), stride: try number(.stride))
        case .unpooling: self = .unpooling(layer: try number(.layer))
        case .upsampling: self = .upsampling(factor: try number(.factor))
        case .batchNormalization:
            self = .batchNormalization(
                epsilon: try fraction(.epsilon, default: 1e-5), momentum: try fraction(.momentum, default: 0.1),
                activation: try activation())
        case .dropout: self = .dropout(rate: try fraction(.rate))
        case .channelDropout: self = .channelDropout(rate: try fraction(.rate))
        case .gaussianNoise: self = .gaussianNoise(standardDeviation: try fraction(.standardDeviation))
        case .scaling: self = .scaling(factor: try fraction(.factor))
        case .reshaping: self = .reshaping(to: try container.decode([Int].self, forKey: .shape))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if kind != .dense { try container.encode(kind, forKey: .kind) }
        switch self {
        case .dense(let inputs, let outputs, let activation):
            try container.encode(inputs, forKey: .inputs)
            try container.encode(outputs, forKey: .outputs)
            try container.encode(activation, forKey: .activation)
        case .tiedDense(let layer, let activation):
            try container.encode(layer, forKey: .layer)
            try container.encode(activation, forKey: .activation)
        case .convolution(let filters, let kernel, let stride, let padding, let hasBias, let activation),
            .transposedConvolution(let filters, let kernel, let stride, let padding, let hasBias, let activation):
            try container.encode(filters, forKey: .filters)
            try container.encode(kernel, forKey: .kernel)
            try container.encode(stride, forKey: .stride)
            try container.encode(padding, forKey: .padding)
            try container.encode(hasBias, forKey: .hasBias)
            try container.encode(activation, forKey: .activation)
        case .maximumPooling(let window, let stride):
            try container.encode(window, forKey: .window)
            try container.encode(stride, forKey: .stride)
        case .unpooling(let layer): try container.encode(layer, forKey: .layer)
        case .upsampling(let factor): try container.encode(factor, forKey: .factor)
        case .batchNormalization(let epsilon, let momentum, let activation):
            try container.encode(epsilon, forKey: .epsilon)
            try container.encode(momentum, forKey: .momentum)
            try container.encode(activation, forKey: .activation)
        case .dropout(let rate), .channelDropout(let rate): try container.encode(rate, forKey: .rate)
        case .gaussianNoise(let deviation): try container.encode(deviation, forKey: .standardDeviation)
        case .scaling(let factor): try container.encode(factor, forKey: .factor)
        case .reshaping(let shape): try container.encode(shape, forKey: .shape)
        }
    }

    private var kind: Kind {
        switch self {
        case .dense: .dense
        case .tiedDense: .tiedDense
        case .convolution: .convolution
        case .transposedConvolution: .transposedConvolution
        case .maximumPooling: .maximumPooling
        case .unpooling: .unpooling
        case .upsampling: .upsampling
        case .batchNormalization: .batchNormalization
        case .dropout: .dropout
        case .channelDropout: .channelDropout
        case .gaussianNoise: .gaussianNoise
        case .scaling: .scaling
        case .reshaping: .reshaping
        }
    }
}
