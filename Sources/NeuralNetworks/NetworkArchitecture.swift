import Randomness
import Tensors

/// Layers that fit one another, with the shapes between them.
///
/// Every network of this type can be built: what a declaration or a file says is checked here, and nowhere else.
package struct NetworkArchitecture: Equatable, Sendable {
    /// The shape of one example: `[height, width, channels]` or `[units]`.
    package let input: [Int]
    package let layers: [LayerArchitecture]
    /// The shape of each layer's output for one example.
    package let outputShapes: [[Int]]

    /// Numbers of one example, the input's and all outputs': a file of a few bytes, whose layers keep no tensors, claims no more.
    package static let mostNumbers = 1 << 24

    /// - Throws: ``ArchitectureError`` for the first layer that does not fit.
    package init(input: [Int], layers: [LayerArchitecture]) throws(ArchitectureError) {
        guard !layers.isEmpty else { throw .noLayers }
        guard layers.count <= RandomStream.layers.count else { throw .tooManyLayers(layers.count) }
        guard input.count == 1 || input.count == 3, isBounded(input) else { throw .unusableInput(input) }
        var shapes: [[Int]] = []
        var numbers = input.reduce(1, *)
        for index in layers.indices {
            let inference = ShapeInference(
                index: index, input: shapes.last ?? input, networkInput: input, layers: layers, shapes: shapes)
            let shape = try inference.outputShape()
            numbers += shape.reduce(1, *)
            guard numbers <= NetworkArchitecture.mostNumbers else { throw .tooManyNumbers(layer: index) }
            shapes.append(shape)
        }
        (self.input, self.layers, outputShapes) = (input, layers, shapes)
    }

    /// Layers of which the first is dense, and so names its input.
    package init(_ layers: [LayerArchitecture]) throws(ArchitectureError) {
        guard case .dense(let inputs, _, _)? = layers.first else { throw .noInput }
        try self.init(input: [inputs], layers: layers)
    }

    /// An architecture of our own, known to fit; the first layer is dense where no input is named.
    package init(known layers: [LayerArchitecture], input: [Int]? = nil) {
        do {
            if let input { try self.init(input: input, layers: layers) } else { try self.init(layers) }
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// The shape of what layer `index` takes.
    package func inputShape(of index: Int) -> [Int] { index == 0 ? input : outputShapes[index - 1] }

    /// The shape of what the network gives for one example.
    package var output: [Int] { outputShapes[outputShapes.count - 1] }

    /// Whether the layers alone say what the network takes.
    var isImpliedByLayers: Bool {
        if case .dense(let inputs, _, _) = layers[0] { return input == [inputs] }
        return false
    }

    /// Numbers that training changes.
    package var parameterCount: Int {
        tensors.reduce(0) { $0 + ($1.role.isTrained ? $1.shape.count : 0) }
    }

    /// The layers from the first with numbers that training changes: those whose outputs a penalty can act on.
    package var trainedLayers: Range<Int> {
        (layers.indices.first { tensors(ofLayer: $0).contains(where: \.role.isTrained) } ?? layers.count)..<layers.count
    }

    /// Numbers that stand in weight matrices and kernels: neither biases nor normalisation, and tied weights once.
    package var weightCount: Int {
        tensors.reduce(0) {
            if case .weights = $1.role { return $0 + $1.shape.count }
            return $0
        }
    }

    /// All tensors of the network in the order of its parameters.
    var tensors: [TensorDeclaration] { layers.indices.flatMap(tensors(ofLayer:)) }
}

/// What keeps layers from being a network.
package enum ArchitectureError: Error, Equatable {
    case noLayers
    case tooManyLayers(Int)
    case noInput
    case unusableInput([Int])
    case unusableNumber(layer: Int, name: String)
    case wrongInput(layer: Int, expected: String, found: [Int])
    case wrongReference(layer: Int, to: Int, expected: String)
    case unusableOutput(layer: Int, shape: [Int])
    case tooManyNumbers(layer: Int)
}

extension ArchitectureError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noLayers: "a network has at least one layer"
        case .tooManyLayers(let count): "a network has at most \(RandomStream.layers.count) layers, not \(count)"
        case .noInput: "only a dense first layer says what a network takes; name the input's shape"
        case .unusableInput(let shape):
            "the input has the shape \(shape); expected [units] or [height, width, channels], each at least 1"
        case .unusableNumber(let layer, let name): "layer \(layer): its \(name) is out of range"
        case .wrongInput(let layer, let expected, let found): "layer \(layer) takes \(expected), and gets \(found)"
        case .wrongReference(let layer, let target, let expected):
            "layer \(layer) refers to layer \(target), which is not \(expected)"
        case .unusableOutput(let layer, let shape): "layer \(layer) gives the shape \(shape)"
        case .tooManyNumbers(let layer):
            "up to layer \(layer) an example takes more than \(NetworkArchitecture.mostNumbers) numbers"
        }
    }
}

/// Whether a shape has at least one element and so few that counting bytes cannot overflow: lengths to 2²⁰, 2²⁸ elements.
func isBounded(_ shape: [Int]) -> Bool {
    guard shape.allSatisfy({ (1...1 << 20).contains($0) }), shape.count <= 3 else { return false }
    return shape.reduce(1, *) <= 1 << 28
}
