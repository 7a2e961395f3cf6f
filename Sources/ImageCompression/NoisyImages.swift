import NeuralNetworks
import Randomness
import Tensors

/// Gaussian noise that is added to images, pixel by pixel and not clipped.
package struct ImageNoise: Codable, Equatable, Sendable {
    /// On the scale 0…255.
    package let standardDeviation: Double
    package let draw: Draw

    package enum Draw: String, Codable, CaseIterable, Sendable {
        /// Once for each image, before training.
        case once
        /// Anew whenever an image is shown.
        case each
    }

    package init(standardDeviation: Double, draw: Draw) {
        precondition(Self.isUsable(standardDeviation), "noise of \(standardDeviation)")
        (self.standardDeviation, self.draw) = (standardDeviation, draw)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        standardDeviation = try container.decode(Double.self, forKey: .standardDeviation)
        draw = try container.decode(Draw.self, forKey: .draw)
        guard Self.isUsable(standardDeviation) else {
            throw DecodingError.dataCorruptedError(
                forKey: .standardDeviation, in: container,
                debugDescription: "standardDeviation: expected from 0 to 255, found \(standardDeviation)")
        }
    }

    package static func isUsable(_ standardDeviation: Double) -> Bool { (0...255).contains(standardDeviation) }

    /// For pixels in [0, 1].
    fileprivate var factor: Float { Float(standardDeviation / 255) }
}

/// Noisy images, of which a network should make the clean ones.
package final class NoisyImages: TrainingSet {
    private let images: ByteMatrix
    private let noise: ImageNoise
    private let seed: UInt64
    /// Memory of the last minibatch's variates, and of one image's.
    private var variates = Tensor([0, 1])
    private var ownVariates: Tensor

    /// - Parameter seed: of the noise that is drawn once; that drawn anew follows from each step.
    package init(_ images: ByteMatrix, noise: ImageNoise, seed: UInt64) {
        (self.images, self.noise, self.seed) = (images, noise, seed)
        ownVariates = Tensor([images.columns])
    }

    package var count: Int { images.rows }

    package func fill(
        _ minibatch: inout Minibatch, with examples: ArraySlice<Int32>, at step: TrainingStep,
        using kernels: any Kernels
    ) {
        var clean = minibatch.target.take() ?? minibatch.input
        kernels.gather(examples, of: images, into: &clean)
        minibatch.input.resize(rows: clean.rows)
        minibatch.input.copyElements(of: clean)
        switch noise.draw {
        case .once: drawOwnVariates(of: examples, using: kernels)
        case .each:
            variates.resize(rows: clean.elements.count)
            kernels.drawStandardNormals(step.streamOfExamples, into: &variates)
        }
        kernels.addScaled(variates, factor: noise.factor, to: &minibatch.input)
        minibatch.target = clean
    }

    /// Each image's own variates, one image after the other.
    private func drawOwnVariates(of examples: ArraySlice<Int32>, using kernels: any Kernels) {
        let pixels = images.columns
        variates.resize(rows: examples.count * pixels)
        for (row, example) in examples.enumerated() {
            kernels.drawStandardNormals(.example(Int(example), seed: seed), into: &ownVariates)
            variates.withElements { variates in
                ownVariates.withElements { own in
                    for pixel in own.indices { variates[row * pixels + pixel] = own[pixel] }
                }
            }
        }
    }
}

extension NoisyImages {
    /// All images with the noise that is each one's own, in their order.
    ///
    /// - Shape: `[images, pixels]`, pixels in [0, 1] before the noise.
    package func inputs(using kernels: any Kernels) -> Tensor {
        precondition(noise.draw == .once, "noise that is drawn anew belongs to a step")
        var input = Tensor([images.rows, images.columns])
        let order = (0..<Int32(images.rows)).map { $0 }
        kernels.gather(order[...], of: images, into: &input)
        drawOwnVariates(of: order[...], using: kernels)
        kernels.addScaled(variates, factor: noise.factor, to: &input)
        return input
    }
}
