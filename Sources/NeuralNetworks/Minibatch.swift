import Tensors

/// Some examples, and what a network should make of them.
package struct Minibatch {
    /// `[N, …]` of the network's input shape.
    package var input: Tensor
    /// `[N, …]` of the network's output shape; `nil` where the network should give back its input.
    package var target: Tensor?
    /// One class per example, for a classifier's loss.
    package var labels: [Int32]

    package init(input: Tensor, target: Tensor? = nil, labels: [Int32] = []) {
        (self.input, self.target, self.labels) = (input, target, labels)
    }
}

/// Examples to train on.
package protocol TrainingSet {
    var count: Int { get }

    /// Makes a minibatch of the examples of these numbers, in the memory of the one before.
    ///
    /// - Parameters:
    ///   - minibatch: its input has the network's shape, but for the number of examples.
    ///   - step: where random numbers come from, should an example need any: ``TrainingStep/streamOfExamples``.
    func fill(
        _ minibatch: inout Minibatch, with examples: ArraySlice<Int32>, at step: TrainingStep,
        using kernels: any Kernels)
}

/// Images that a network should give back.
extension ByteMatrix: TrainingSet {
    package var count: Int { rows }

    package func fill(
        _ minibatch: inout Minibatch, with examples: ArraySlice<Int32>, at step: TrainingStep,
        using kernels: any Kernels
    ) {
        kernels.gather(examples, of: self, into: &minibatch.input)
    }
}

/// Images with the class of each.
package struct LabelledImages: TrainingSet {
    package let images: ByteMatrix
    package let labels: [UInt8]

    /// - Precondition: one label per image, each below the classifier's number of classes.
    package init(images: ByteMatrix, labels: [UInt8]) {
        precondition(images.rows == labels.count, "\(labels.count) labels for \(images.rows) images")
        (self.images, self.labels) = (images, labels)
    }

    /// Labels that come from a file.
    ///
    /// - Throws: ``UnusableLabels`` unless there is one for each image, and each is below `classes`.
    package init(images: ByteMatrix, labels: [UInt8], classes: Int) throws(UnusableLabels) {
        guard labels.count == images.rows else { throw .wrongCount(labels.count, images: images.rows) }
        if let image = labels.firstIndex(where: { $0 >= classes }) {
            throw .noClass(labels[image], image: image, classes: classes)
        }
        self.init(images: images, labels: labels)
    }

    package var count: Int { images.rows }

    /// The images in a range.
    package subscript(range: Range<Int>) -> LabelledImages {
        LabelledImages(images: images[range], labels: Array(labels[range]))
    }

    package func fill(
        _ minibatch: inout Minibatch, with examples: ArraySlice<Int32>, at step: TrainingStep,
        using kernels: any Kernels
    ) {
        kernels.gather(examples, of: images, into: &minibatch.input)
        minibatch.labels.removeAll(keepingCapacity: true)
        for example in examples { minibatch.labels.append(Int32(labels[Int(example)])) }
    }
}

/// Labels that no classifier can learn from images.
package enum UnusableLabels: Error, Equatable {
    case wrongCount(Int, images: Int)
    case noClass(UInt8, image: Int, classes: Int)
}

extension UnusableLabels: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrongCount(let count, let images): "\(count) labels for \(images) images"
        case .noClass(let label, let image, let classes):
            "image \(image) has the label \(label); expected one from 0 to \(classes - 1)"
        }
    }
}
