import NeuralNetworks
import Tensors

/// One convolution and the normalisations that follow it, or the normalisations before the first convolution.
struct BandedStep {
    /// Rows and columns that an output pixel sees in each direction.
    let padding: Int
    /// Of what the step takes.
    let channels: Int
    /// The network's, but that the convolution adds no padding: what it is given has it already.
    let layers: [LayerArchitecture]
    private let part: Network

    private init(of network: Network, _ range: Range<Int>, padding: Int) {
        self.padding = padding
        part = network.part(range)
        channels = part.architecture.input[2]
        layers = part.architecture.layers.map(\.withoutPadding)
    }

    /// - Throws: ``RestorerError`` for a network that does not give pictures of its input's size.
    static func steps(of network: Network) throws(RestorerError) -> [BandedStep] {
        let architecture = network.architecture
        guard architecture.input.count == 3, architecture.input[2] == 3, architecture.output == architecture.input
        else { throw .notPictures(input: architecture.input, output: architecture.output) }
        var starts: [(layer: Int, padding: Int)] = []
        for (index, layer) in architecture.layers.enumerated() {
            switch layer {
            case .convolution(_, let kernel, let stride, let padding, _, _)
            where stride == 1 && kernel % 2 == 1 && padding == kernel / 2:
                starts.append((index, padding))
            case .batchNormalization: if index == 0 { starts.append((0, 0)) }
            default: throw .unusableLayer(index)
            }
        }
        let ends = starts.dropFirst().map(\.layer) + [architecture.layers.count]
        return zip(starts, ends).map { BandedStep(of: network, $0.layer..<$1, padding: $0.padding) }
    }

    /// The numbers of what the step sees in a turn, of what it keeps, and of all its layers' outputs, for strips of a width.
    func numbers(bandHeight: Int, width: Int) -> (seen: Int, kept: Int, outputs: Int) {
        let line = (width + 2 * padding) * channels
        let outputs = part.architecture.outputShapes.reduce(0) { $0 + bandHeight * width * $1[2] }
        return ((bandHeight + 2 * padding) * line, 2 * padding * line, outputs)
    }

    /// The step's layers for what it sees in a turn.
    func architecture(bandHeight: Int, width: Int) -> NetworkArchitecture {
        NetworkArchitecture(known: layers, input: [bandHeight + 2 * padding, width + 2 * padding, channels])
    }

    /// Gives the step's numbers to a network of its layers, which shares their memory.
    func lendNumbers(to worker: Network) {
        var parameters = part.parameters.makeIterator()
        worker.updateParameters { if let own = parameters.next() { $0.value = own.value } }
        var statistics = part.statistics.makeIterator()
        worker.updateStatistics { if let own = statistics.next() { $1 = own.tensor } }
    }
}

extension LayerArchitecture {
    fileprivate var withoutPadding: LayerArchitecture {
        guard case .convolution(let filters, let kernel, let stride, _, let hasBias, let activation) = self else {
            return self
        }
        return .convolution(
            filters: filters, kernel: kernel, stride: stride, padding: 0, hasBias: hasBias, activation: activation)
    }
}
