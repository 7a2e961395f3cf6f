import Tensors

/// An optimizer at work: its configuration, its state, and the steps taken.
///
/// The state is one or two tensors per parameter (plain descent: the velocity; RMSProp: mean square and velocity; Adam: mean and
/// mean square), so a checkpoint of a network under RMSProp or Adam is three times the network's size.
package struct Optimizer {
    package let configuration: OptimizerConfiguration
    package private(set) var stepCount = 0
    private let slots: [Slot]
    /// The first slot's tensors in the order of the network's parameters.
    private var first: [Tensor]
    /// The second slot's, empty where the rule has one slot.
    private var second: [Tensor]
    private let parameterNames: [String]

    package init(_ configuration: OptimizerConfiguration, for network: Network) {
        self.configuration = configuration
        let slots = configuration.slots
        let parameters = network.parameters
        self.slots = slots
        parameterNames = parameters.map(\.name)
        first = parameters.map { Tensor($0.value.shape, filledWith: slots[0].start) }
        second = slots.count < 2 ? [] : parameters.map { Tensor($0.value.shape, filledWith: slots[1].start) }
    }

    /// Moves every parameter of the network one step.
    ///
    /// - Parameter rateFactor: what the learning rate is multiplied by, from a ``LearningRateSchedule``.
    package mutating func step(_ network: Network, rateFactor: Double = 1, using kernels: any Kernels) {
        stepCount += 1
        var index = 0
        network.updateParameters { parameter in
            move(&parameter, at: index, rateFactor: rateFactor, using: kernels)
            index += 1
        }
    }

    private mutating func move(
        _ parameter: inout Parameter, at index: Int, rateFactor: Double, using kernels: any Kernels
    ) {
        switch configuration {
        case .sgd(let learningRate, let momentum, let weightDecay):
            kernels.stochasticGradientDescent(
                &parameter.value, gradient: parameter.gradient, velocity: &first[index],
                rate: Float(learningRate * rateFactor), momentum: Float(momentum), weightDecay: Float(weightDecay ?? 0))
        case .rmsprop(let learningRate, let decay, let momentum, let epsilon):
            let rates = RootMeanSquareRates(
                rate: Float(learningRate * rateFactor), decay: Float(decay), momentum: Float(momentum),
                epsilon: Float(epsilon))
            kernels.rootMeanSquarePropagation(
                &parameter.value, gradient: parameter.gradient, meanSquare: &first[index], velocity: &second[index],
                rates)
        case .adam(let learningRate, let beta1, let beta2, let epsilon, let weightDecay):
            let rates = AdamRates(
                rate: Float(learningRate * rateFactor / (1 - power(beta1, stepCount))),
                rootCorrection: Float(1 / (1 - power(beta2, stepCount)).squareRoot()),
                beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon),
                weightDecay: Float(weightDecay ?? 0))
            kernels.adam(
                &parameter.value, gradient: parameter.gradient, mean: &first[index], meanSquare: &second[index], rates)
        }
    }
}

extension Optimizer {
    /// The state by name: `optimizer.velocity.layers.0.weight`.
    package var state: [(name: String, tensor: Tensor)] {
        zip(slots, [first, second]).flatMap { slot, tensors in
            zip(parameterNames, tensors).map { (slot.key(of: $0), $1) }
        }
    }

    /// Goes on from a saved state.
    ///
    /// - Returns: the name of a tensor that is missing or has another shape, whereupon nothing has changed; `nil` when all fitted.
    package mutating func restore(_ saved: [String: Tensor], stepCount: Int) -> String? {
        var found: [Tensor] = []
        for (name, tensor) in state {
            guard let replacement = saved[name], replacement.shape == tensor.shape else { return name }
            found.append(replacement)
        }
        (first, second) = (Array(found.prefix(first.count)), Array(found.dropFirst(first.count)))
        self.stepCount = stepCount
        return nil
    }
}

/// One tensor of state per parameter: its name, and the value it starts from.
private struct Slot {
    let name: String
    let start: Float

    func key(of parameter: String) -> String { "optimizer.\(name).\(parameter)" }
}

extension OptimizerConfiguration {
    fileprivate var slots: [Slot] {
        switch self {
        case .sgd: [Slot(name: "velocity", start: 0)]
        case .rmsprop: [Slot(name: "meanSquare", start: 1), Slot(name: "velocity", start: 0)]
        case .adam: [Slot(name: "mean", start: 0), Slot(name: "meanSquare", start: 0)]
        }
    }
}
