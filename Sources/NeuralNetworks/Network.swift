import Randomness
import Tensors

/// Layers in a row.
///
/// Owns its layers and the memory of one minibatch's activations and gradients, which is reused from step to step.
package final class Network {
    package let architecture: NetworkArchitecture
    private let layers: [any Layer]
    /// Layer i's output, of the last minibatch.
    private var outputs: [Tensor]
    /// The loss's gradient by layer i's output.
    private var gradients: [Tensor]
    /// The loss's gradient by the input, of the last backward pass that was asked for it.
    package private(set) var inputGradient: Tensor
    /// The first layer with parameters: nobody needs a gradient below it, unless that by the input is asked for.
    private let firstTrained: Int
    private var penaltyScratch = PenaltyScratch()

    /// A network whose parameters are zero, and one where they are factors.
    package init(_ architecture: NetworkArchitecture) {
        self.architecture = architecture
        layers = architecture.makeLayers()
        outputs = architecture.outputShapes.map { Tensor(Shape([0] + $0)) }
        gradients = outputs
        inputGradient = Tensor(Shape([0] + architecture.input))
        firstTrained = architecture.trainedLayers.lowerBound
    }

    /// A network of layers that are known to fit, the first of them dense.
    package convenience init(_ layers: [LayerArchitecture]) { self.init(NetworkArchitecture(known: layers)) }

    /// Numbers that the network takes for one example.
    package var inputs: Int { architecture.input.reduce(1, *) }
    /// Numbers that it gives.
    package var outputCount: Int { architecture.output.reduce(1, *) }

    /// What the network makes of a minibatch `[N, …]` of the architecture's input shape; kept until the next call.
    @discardableResult
    package func forward(_ input: Tensor, mode: ForwardMode = .inference, using kernels: any Kernels) -> Tensor {
        precondition(
            input.shape.dimensions.dropFirst().elementsEqual(architecture.input),
            "a minibatch of \(input.shape) for \(architecture.input)")
        for (index, layer) in layers.enumerated() {
            outputs[index].resize(rows: input.rows)
            layer.forward(index == 0 ? input : outputs[index - 1], into: &outputs[index], mode: mode, using: kernels)
        }
        return outputs[layers.count - 1]
    }

    /// The loss of the last forward pass, and the gradients of all parameters by it and the penalties.
    ///
    /// - Parameters:
    ///   - minibatch: what the forward pass was given, and what it should have made of it.
    ///   - includingInput: whether to compute ``inputGradient`` as well.
    package func backward(
        _ minibatch: Minibatch, loss: Loss, penalties: [ActivationPenalty] = [], includingInput: Bool = false,
        using kernels: any Kernels
    ) -> Objective {
        let last = layers.count - 1
        let rows = minibatch.input.rows
        let lowest = includingInput ? 0 : firstTrained
        precondition(penalties.allSatisfy { (lowest...last).contains($0.layer) }, "a penalty that changes nothing")
        gradients[last].resize(rows: rows)
        let value = loss.evaluate(outputs[last], minibatch: minibatch, gradient: &gradients[last], using: kernels)
        var penalty = 0.0
        for index in stride(from: last, through: lowest, by: -1) {
            for term in penalties where term.layer == index {
                penalty += term.add(to: &gradients[index], of: outputs[index], &penaltyScratch, using: kernels)
            }
            let input = index == 0 ? minibatch.input : outputs[index - 1]
            layers[index].backward(input: input, output: outputs[index], gradient: &gradients[index], using: kernels)
            guard index > lowest else { continue }
            gradients[index - 1].resize(rows: rows)
            layers[index].propagate(gradients[index], input: input, into: &gradients[index - 1], using: kernels)
        }
        if includingInput {
            inputGradient.resize(rows: rows)
            layers[0].propagate(gradients[0], input: minibatch.input, into: &inputGradient, using: kernels)
        }
        return Objective(loss: value, penalty: penalty)
    }
}

extension Network {
    /// All parameters in order, weights before bias.
    package var parameters: [Parameter] {
        var parameters: [Parameter] = []
        updateParameters { parameters.append($0) }
        return parameters
    }

    /// Visits each parameter in place, in the order of ``parameters``.
    package func updateParameters(_ body: (inout Parameter) throws -> Void) rethrows {
        for layer in layers { try layer.updateParameters(body) }
    }

    /// Tensors that are saved with the network but not trained: running means and variances.
    package var statistics: [(name: String, tensor: Tensor)] {
        var statistics: [(name: String, tensor: Tensor)] = []
        updateStatistics { statistics.append(($0, $1)) }
        return statistics
    }

    /// Visits each of ``statistics`` in place.
    package func updateStatistics(_ body: (String, inout Tensor) throws -> Void) rethrows {
        for layer in layers { try layer.updateStatistics(body) }
    }

    /// Draws all parameters, layer by layer, weights before bias.
    package func initialize(_ initializer: Initializer, using generator: inout some RandomNumberGenerator) {
        updateParameters { initializer.fill(&$0.value, as: $0.role, using: &generator) }
    }

    /// Takes over the parameters and statistics of a network of the same architecture.
    package func copyTensors(of other: Network) {
        precondition(other.architecture == architecture, "tensors of another architecture")
        copyTensors(of: other.layers[...], to: layers[...])
    }

    /// A network of some of the layers, with copies of their numbers: an encoder or a decoder.
    ///
    /// A tied layer whose weights stay behind becomes a dense one. An un-pooling layer must not be parted from its pooling.
    package func part(_ range: Range<Int>) -> Network {
        let part = Network(architecture.part(range))
        for (copy, original) in zip(part.layers, layers[range]) {
            if let copy = copy as? DenseLayer, let tied = original as? TiedDenseLayer {
                tied.copyNumbers(to: copy)
            } else {
                copyTensors(of: [original], to: [copy])
            }
        }
        return part
    }

    private func copyTensors(of originals: ArraySlice<any Layer>, to copies: ArraySlice<any Layer>) {
        for (copy, original) in zip(copies, originals) {
            var tensors: [Tensor] = []
            original.updateParameters { tensors.append($0.value) }
            original.updateStatistics { tensors.append($1) }
            var next = tensors.makeIterator()
            copy.updateParameters { if let tensor = next.next() { $0.value = tensor } }
            copy.updateStatistics { if let tensor = next.next() { $1 = tensor } }
        }
    }
}

/// What a step makes small: the loss, and what penalties add to it.
package struct Objective: Equatable, Sendable {
    package let loss: Double
    package let penalty: Double
}
