import NeuralNetworks
import Tensors

/// The graph of a network while it grows layer by layer: its nodes so far, and where the data are.
struct ONNXTranslation {
    private let architecture: NetworkArchitecture
    private let tensors: [String: Tensor]
    private var graph: ONNX.Graph
    /// The name of what the last layer gave.
    private var value = inputName
    private var layout: Layout
    /// What each pooling layer took, and where it found its largest numbers, for layers that put them back.
    private var poolings: [Int: (input: String, indices: String)] = [:]

    private static let inputName = "input"
    private static let outputName = "output"

    /// How an example's numbers lie.
    private enum Layout {
        case rows
        case channelsLast
        case channelsFirst

        init(of shape: [Int]) { self = shape.count == 3 ? .channelsLast : .rows }
    }

    init(of network: Network, name: String) {
        architecture = network.architecture
        tensors = Dictionary(
            uniqueKeysWithValues: network.parameters.map { ($0.name, $0.value) }
                + network.statistics.map { ($0.name, $0.tensor) })
        layout = Layout(of: architecture.input)
        graph = ONNX.Graph(name: name)
        graph.inputs = [ONNX.Value(name: Self.inputName, shape: architecture.input)]
        graph.outputs = [ONNX.Value(name: Self.outputName, shape: architecture.output)]
    }

    /// The graph of all layers added.
    func finishedGraph() -> ONNX.Graph {
        var finished = self
        finished.arrange(as: Layout(of: architecture.output), name: Self.outputName)
        if finished.graph.nodes.isEmpty { finished.add("Identity", to: Self.outputName, inputs: [value]) }
        finished.graph.nodes[finished.graph.nodes.count - 1].outputs[0] = Self.outputName
        return finished.graph
    }

    /// - Throws: ``ONNXError`` for a layer that ONNX has no operator for.
    mutating func addLayer(_ index: Int) throws(ONNXError) {
        let name = "layers.\(index)"
        switch architecture.layers[index] {
        case .dense(_, _, let activation): addDense(name, tiedTo: nil, activation)
        case .tiedDense(let target, let activation): addDense(name, tiedTo: target, activation)
        case .convolution(_, let kernel, let stride, let padding, let hasBias, let activation):
            addConvolution("Conv", name, kernel, stride, padding, hasBias: hasBias, activation)
        case .transposedConvolution(_, let kernel, let stride, let padding, let hasBias, let activation):
            addConvolution("ConvTranspose", name, kernel, stride, padding, hasBias: hasBias, activation)
        case .maximumPooling(let window, let stride): addPooling(index, window: window, stride: stride)
        case .unpooling(let target): try addUnpooling(index, of: target)
        case .upsampling(let factor): addUpsampling(name, factor: factor)
        case .batchNormalization(let epsilon, _, let activation):
            if layout == .channelsLast { arrange(as: .channelsFirst, name: name) }
            let parts = ["scale", "shift", "runningMean", "runningVariance"].map { constant("\(name).\($0)") }
            add(
                "BatchNormalization", to: name, inputs: [value] + parts,
                [ONNX.Attribute("epsilon", .float(Float(epsilon)))])
            addActivation(activation, name)
        case .scaling(let factor):
            let constant = "\(name).factor"
            graph.initializers.append(
                ONNX.Constant(name: constant, dimensions: [], content: .floats([Float(factor)])))
            add("Mul", to: name, inputs: [value, constant])
        case .reshaping(let shape):
            arrange(as: Layout(of: architecture.inputShape(of: index)), name: name)
            addReshape(to: shape, name)
        case .dropout, .channelDropout, .gaussianNoise: break
        }
    }
}

// MARK: Layers

extension ONNXTranslation {
    private mutating func addDense(_ name: String, tiedTo target: Int?, _ activation: Activation) {
        if layout != .rows {
            arrange(as: .channelsLast, name: name)
            addReshape(to: [-1], name)
        }
        // The constant of a layer that this one is tied to is in the graph already.
        let weights = target.map { "layers.\($0).weight" } ?? constant("\(name).weight")
        add(
            "Gemm", to: name, inputs: [value, weights, constant("\(name).bias")],
            target == nil ? [] : [ONNX.Attribute("transB", .integer(1))])
        addActivation(activation, name)
    }

    private mutating func addConvolution(
        _ operation: String, _ name: String, _ kernel: Int, _ stride: Int, _ padding: Int, hasBias: Bool,
        _ activation: Activation
    ) {
        arrange(as: .channelsFirst, name: name)
        let inputs = [value, kernelConstant("\(name).weight")] + (hasBias ? [constant("\(name).bias")] : [])
        add(
            operation, to: name, inputs: inputs,
            [
                ONNX.Attribute("kernel_shape", .integers([kernel, kernel])),
                ONNX.Attribute("pads", .integers([padding, padding, padding, padding])),
                ONNX.Attribute("strides", .integers([stride, stride])),
            ])
        addActivation(activation, name)
    }

    private mutating func addPooling(_ index: Int, window: Int, stride: Int) {
        let name = "layers.\(index)"
        arrange(as: .channelsFirst, name: name)
        let input = value
        add("MaxPool", to: name, inputs: [value], windows(window, stride))
        if architecture.layers.contains(.unpooling(layer: index)) {
            let indices = "\(name).indices"
            graph.nodes[graph.nodes.count - 1].outputs.append(indices)
            poolings[index] = (input, indices)
        }
    }

    private mutating func addUnpooling(_ index: Int, of target: Int) throws(ONNXError) {
        guard case .maximumPooling(let window, let stride) = architecture.layers[target],
            let pooling = poolings[target]
        else { preconditionFailure("checked with the shapes") }
        guard stride >= window else {
            throw .overlappingUnpooling(layer: index, window: window, stride: stride)
        }
        let name = "layers.\(index)"
        arrange(as: .channelsFirst, name: name)
        // The shape is taken from the data, since windows need not reach the image's edge.
        let pooled = value
        add("Shape", to: name, inputs: [pooling.input])
        add("MaxUnpool", to: name, inputs: [pooled, pooling.indices, value], windows(window, stride))
    }

    private func windows(_ window: Int, _ stride: Int) -> [ONNX.Attribute] {
        [
            ONNX.Attribute("kernel_shape", .integers([window, window])),
            ONNX.Attribute("strides", .integers([stride, stride])),
        ]
    }

    private mutating func addUpsampling(_ name: String, factor: Int) {
        arrange(as: .channelsFirst, name: name)
        let scales = "\(name).scales"
        graph.initializers.append(
            ONNX.Constant(name: scales, dimensions: [4], content: .floats([1, 1, Float(factor), Float(factor)])))
        add(
            "Resize", to: name, inputs: [value, "", scales],
            [
                ONNX.Attribute("coordinate_transformation_mode", .string("asymmetric")),
                ONNX.Attribute("mode", .string("nearest")),
                ONNX.Attribute("nearest_mode", .string("floor")),
            ])
    }

    private mutating func addActivation(_ activation: Activation, _ name: String) {
        switch activation {
        case .identity: break
        case .sigmoid: add("Sigmoid", to: name, inputs: [value])
        case .hyperbolicTangent: add("Tanh", to: name, inputs: [value])
        case .rectifier: add("Relu", to: name, inputs: [value])
        }
    }

    /// - Parameter shape: of one example; −1 is as many numbers as there are.
    private mutating func addReshape(to shape: [Int], _ name: String) {
        let dimensions = "\(name).shape"
        // 0 keeps the number of examples.
        graph.initializers.append(
            ONNX.Constant(name: dimensions, dimensions: [shape.count + 1], content: .integers([0] + shape)))
        add("Reshape", to: name, inputs: [value, dimensions])
        layout = Layout(of: shape)
    }
}

// MARK: Nodes and constants

extension ONNXTranslation {
    /// Adds a node whose result is the value from here on.
    private mutating func add(
        _ operation: String, to name: String, inputs: [String], _ attributes: [ONNX.Attribute] = []
    ) {
        value = "\(name).\(operation)"
        graph.nodes.append(
            ONNX.Node(operation: operation, name: value, inputs: inputs, outputs: [value], attributes: attributes))
    }

    /// Moves the channels of images where they are wanted.
    private mutating func arrange(as wanted: Layout, name: String) {
        guard layout != wanted else { return }
        let order = wanted == .channelsFirst ? [0, 3, 1, 2] : [0, 2, 3, 1]
        add("Transpose", to: name, inputs: [value], [ONNX.Attribute("perm", .integers(order))])
        layout = wanted
    }

    /// Puts one of the network's tensors into the graph.
    ///
    /// - Returns: its name.
    private mutating func constant(_ name: String) -> String {
        let tensor = tensor(name)
        graph.initializers.append(
            ONNX.Constant(name: name, dimensions: tensor.shape.dimensions, content: .floats(Array(tensor.elements))))
        return name
    }

    /// Weights `[kernel, kernel, channels, filters]` as `[filters, channels, kernel, kernel]`.
    private mutating func kernelConstant(_ name: String) -> String {
        let tensor = tensor(name)
        let shape = tensor.shape.dimensions
        let (places, channels, filters) = (shape[0] * shape[1], shape[2], shape[3])
        var elements: [Float] = []
        elements.reserveCapacity(tensor.elements.count)
        for filter in 0..<filters {
            for channel in 0..<channels {
                for place in 0..<places {
                    elements.append(tensor.elements[(place * channels + channel) * filters + filter])
                }
            }
        }
        graph.initializers.append(
            ONNX.Constant(
                name: name, dimensions: [filters, channels, shape[0], shape[1]], content: .floats(elements)))
        return name
    }

    private func tensor(_ name: String) -> Tensor {
        guard let tensor = tensors[name] else { preconditionFailure("the network has no tensor \(name)") }
        return tensor
    }
}
