/// One of a seed's 2⁶⁴ streams of random numbers, and the scheme by which a training numbers its own.
///
/// | number | what is drawn from it |
/// |---|---|
/// | 0 | the parameters' first values |
/// | 1 + epoch | the order of an epoch's rows |
/// | 2⁶² + example | what an example has in every epoch: noise that is drawn once |
/// | 2⁶³ + epoch·2⁴³ + step·2¹² + layer | what a layer draws in a step: dropout, noise, a machine's hidden states |
/// | 2⁶³ + epoch·2⁴³ + step·2¹² + 4095 | what the examples of a step need: noise that a network is to find |
///
/// Epochs, steps of an epoch and layers count from 0. No two draws share a number, and each is a function of its place alone, so a
/// training that goes on from a checkpoint needs no generator's state.
package struct RandomStream: Equatable, Sendable {
    package let seed: UInt64
    package let number: UInt64

    /// What has a stream: a training is this long, and a network this deep, at most.
    package static let epochs = 0..<1 << 20, steps = 0..<1 << 31, layers = 0..<1 << 12 - 1
    package static let examples = 0..<1 << 31

    package init(seed: UInt64, number: UInt64) { (self.seed, self.number) = (seed, number) }

    package static func initialization(seed: UInt64) -> RandomStream { RandomStream(seed: seed, number: 0) }

    package static func order(seed: UInt64, epoch: Int) -> RandomStream {
        precondition(epochs.contains(epoch), "epoch \(epoch) has no stream")
        return RandomStream(seed: seed, number: 1 + UInt64(epoch))
    }

    package static func example(_ example: Int, seed: UInt64) -> RandomStream {
        precondition(examples.contains(example), "example \(example) has no stream")
        return RandomStream(seed: seed, number: 1 << 62 | UInt64(example))
    }

    package static func draw(seed: UInt64, epoch: Int, step: Int, layer: Int) -> RandomStream {
        precondition(layers.contains(layer), "layer \(layer) has no stream")
        return RandomStream(seed: seed, epoch: epoch, step: step, place: layer)
    }

    package static func examples(seed: UInt64, epoch: Int, step: Int) -> RandomStream {
        RandomStream(seed: seed, epoch: epoch, step: step, place: layers.upperBound)
    }

    private init(seed: UInt64, epoch: Int, step: Int, place: Int) {
        precondition(
            RandomStream.epochs.contains(epoch) && RandomStream.steps.contains(step),
            "epoch \(epoch), step \(step) have no stream")
        self.init(seed: seed, number: 1 << 63 | UInt64(epoch) << 43 | UInt64(step) << 12 | UInt64(place))
    }

    /// Word `index` of the stream: what the compiled kernels draw element `index` from.
    package func word(_ index: Int) -> UInt32 {
        let block = UInt64(index / 4)
        return Philox.block(
            counter: SIMD4(
                UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
                UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32)),
            key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))[index % 4]
    }
}

extension Philox {
    /// The stream's numbers from its first.
    package init(_ stream: RandomStream) { self.init(seed: stream.seed, stream: stream.number) }
}
