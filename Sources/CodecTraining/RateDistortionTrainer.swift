import NeuralNetworks
import Randomness
import Tensors

/// Trains an autoencoder for what a codec is held by: D + λ·R, the squared error and the bits of the rounded code.
///
/// In training the code is not rounded, which has no gradient, but gets noise of −½ to ½ added, of the same spread, or is rounded and the
/// gradient passed as if it were not. The rate is that of ``LogisticPrior``; files are later coded by tables of the levels' frequencies,
/// which cost less.
///
/// - Source: Ballé, Laparra and Simoncelli 2017, arXiv:1611.01704, equations 9 to 11; Theis et al. 2017, arXiv:1703.00395, section 2.1, for
///   the gradient through rounding.
package struct RateDistortionTrainer {
    package let recipe: RateDistortionRecipe
    package let encoder: Network
    package let decoder: Network
    package private(set) var prior: LogisticPrior
    /// Epochs finished.
    package private(set) var epoch = 0
    private var encoderOptimizer: Optimizer
    private var decoderOptimizer: Optimizer
    private let seed: UInt64
    private let kernels: any Kernels

    /// - Parameters:
    ///   - network: an autoencoder's, whose first `encoderLayers` lead to the code.
    package init(
        _ recipe: RateDistortionRecipe, network architecture: NetworkArchitecture, encoderLayers: Int, seed: UInt64,
        kernels: any Kernels
    ) {
        let network = Network(architecture)
        var generator = Philox(.initialization(seed: seed))
        network.initialize(recipe.initializer, using: &generator)
        encoder = network.part(0..<encoderLayers)
        decoder = network.part(encoderLayers..<architecture.layers.count)
        prior = LogisticPrior(units: encoder.outputCount)
        encoderOptimizer = Optimizer(recipe.optimizer, for: encoder)
        decoderOptimizer = Optimizer(recipe.optimizer, for: decoder)
        (self.recipe, self.seed, self.kernels) = (recipe, seed, kernels)
    }

    /// Runs one epoch: every image once, in a random order, in minibatches of which the last may be smaller.
    package mutating func runEpoch(on images: ByteMatrix) -> RateDistortionSummary {
        var generator = Philox(.order(seed: seed, epoch: epoch))
        let order = generator.permutation(of: images.rows)
        let rateFactor = recipe.schedule.factor(inEpoch: epoch)
        var (distortion, bits) = (0.0, 0.0)
        for (number, start) in stride(from: 0, to: order.count, by: recipe.batchSize).enumerated() {
            let batch = order[start..<min(start + recipe.batchSize, order.count)]
            let step = TrainingStep(seed: seed, epoch: epoch, step: number)
            let result = run(step, on: batch, of: images, rateFactor: rateFactor)
            distortion += result.distortion * Double(batch.count)
            bits += result.bits
        }
        epoch += 1
        let count = Double(images.rows)
        return RateDistortionSummary(
            epoch: epoch, distortion: distortion / count, bitsPerPixel: bits / (count * Double(images.columns)))
    }

    private mutating func run(
        _ step: TrainingStep, on batch: ArraySlice<Int32>, of images: ByteMatrix, rateFactor: Double
    ) -> (distortion: Double, bits: Double) {
        var input = Tensor(Shape([0] + encoder.architecture.input))
        kernels.gather(batch, of: images, into: &input)
        let codes = encoder.forward(input, mode: .training(step), using: kernels)
        var generator = Philox(step.streamOfExamples)
        let relaxed = recipe.relaxation.applied(to: codes, &generator)
        prior.follow(relaxed)
        let widths = recipe.nesting?.drawWidths(batch.count, using: &generator)
        var target = Tensor(Shape([batch.count] + decoder.architecture.output))
        target.copyElements(of: input)
        var decoderInput = Tensor(Shape([batch.count] + decoder.architecture.input))
        decoderInput.copyElements(of: relaxed)
        if let widths { decoderInput.clearUnits(beyond: widths) }
        decoder.forward(decoderInput, mode: .training(step), using: kernels)
        let distortion = decoder.backward(
            Minibatch(input: decoderInput, target: target), loss: .meanSquaredError, includingInput: true,
            using: kernels
        ).loss
        decoderOptimizer.step(decoder, rateFactor: rateFactor, using: kernels)
        var gradient = decoder.inputGradient
        if let widths { gradient.clearUnits(beyond: widths) }
        let bits = prior.addRate(
            of: relaxed, widths: widths, times: Float(recipe.rateWeight / Double(batch.count * images.columns)),
            to: &gradient,
            using: kernels)
        propagate(gradient, codes: codes, input: input)
        encoderOptimizer.step(encoder, rateFactor: rateFactor, using: kernels)
        return (distortion, bits)
    }

    /// Gives the encoder the loss's gradient by its codes, as that of a squared error: from the target y − g·n/2, the mean over n numbers has
    /// the gradient g. Enlarged, lest the difference drown in y's last bits; the optimizer does not mind a factor.
    private func propagate(_ gradient: Tensor, codes: Tensor, input: Tensor) {
        var target = codes
        let factor = -RateDistortionTrainer.enlargement * Float(codes.elements.count) / 2
        target.withElements { target in
            gradient.elements.withUnsafeBufferPointer { gradient in
                for index in target.indices { target[index] += factor * gradient[index] }
            }
        }
        _ = encoder.backward(Minibatch(input: input, target: target), loss: .meanSquaredError, using: kernels)
    }

    private static let enlargement: Float = 1024
}

/// A training's recipe.
package struct RateDistortionRecipe: Sendable {
    package let initializer: Initializer
    package let optimizer: OptimizerConfiguration
    package let schedule: LearningRateSchedule
    package let batchSize: Int
    /// λ: squared error per pixel, of pixels in [0, 1], that a bit per pixel is worth.
    package let rateWeight: Double
    package let relaxation: Relaxation
    /// `nil` where every code is sent whole.
    package let nesting: NestedDropout?

    /// - Precondition: an optimizer whose steps do not depend on the gradient's length, such as Adam.
    package init(
        initializer: Initializer, optimizer: OptimizerConfiguration, schedule: LearningRateSchedule, batchSize: Int,
        rateWeight: Double, relaxation: Relaxation, nesting: NestedDropout? = nil
    ) {
        precondition(batchSize > 0 && rateWeight >= 0, "a minibatch of \(batchSize), a rate's weight of \(rateWeight)")
        (self.initializer, self.optimizer, self.schedule) = (initializer, optimizer, schedule)
        (self.batchSize, self.rateWeight, self.relaxation) = (batchSize, rateWeight, relaxation)
        self.nesting = nesting
    }
}

/// What takes the place of rounding in training.
package enum Relaxation: String, Codable, Sendable, CaseIterable {
    /// Noise from −½ to ½ is added.
    case noise
    /// Rounded; the gradient passes as if it were not.
    case straightThrough = "straight-through"

    fileprivate func applied(to codes: Tensor, _ generator: inout Philox) -> Tensor {
        var result = Tensor([codes.rows, codes.columns])
        result.withElements { result in
            codes.elements.withUnsafeBufferPointer { codes in
                for index in codes.indices {
                    switch self {
                    case .noise: result[index] = codes[index] + Float(generator.next() >> 40) * 0x1p-24 - 0.5
                    case .straightThrough: result[index] = codes[index].rounded()
                    }
                }
            }
        }
        return result
    }
}

/// What one epoch of training gave: the means over its images, of the parameters before each step.
package struct RateDistortionSummary: Equatable, Sendable {
    /// The epoch's number, from 1.
    package let epoch: Int
    /// Squared error per pixel, pixels in [0, 1].
    package let distortion: Double
    /// By the prior.
    package let bitsPerPixel: Double
}
