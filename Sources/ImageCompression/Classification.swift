import NeuralNetworks
import Tensors

/// What a classifier said of labelled images, and how sure it was of the truth.
package struct Classification: Sendable {
    package let classes: Int
    /// The class of each image, and the class that the classifier gave it: that of the largest number, the first of several.
    package let labels: [UInt8], predictions: [UInt8]
    /// −ln of the probability that the classifier gave to each image's own class.
    private let crossEntropies: [Double]

    /// - Cost: one forward pass of all images.
    /// - Precondition: as many labels as images, each below the number of the network's outputs.
    package init(of images: ByteMatrix, labels: [UInt8], by network: Network, using kernels: any Kernels) {
        self.init(logits: network.outputs(for: images, using: kernels), labels: labels, using: kernels)
    }

    /// - Parameter logits: `[images, classes]`, before the softmax.
    package init(logits: Tensor, labels: [UInt8], using kernels: any Kernels) {
        precondition(logits.rows == labels.count, "\(labels.count) labels for \(logits.rows) images")
        let classes = logits.columns
        // Only the sum is of use here.
        var gradient = Tensor([1, classes])
        var predictions: [UInt8] = []
        var crossEntropies: [Double] = []
        for (image, label) in labels.enumerated() {
            let row = logits.rows(image..<image + 1)
            var best = 0
            for index in 1..<classes where row.elements[index] > row.elements[best] { best = index }
            predictions.append(UInt8(best))
            crossEntropies.append(
                kernels.softmaxCrossEntropy(logits: row, labels: [Int32(label)], gradient: &gradient, scale: 0))
        }
        (self.classes, self.labels, self.predictions) = (classes, labels, predictions)
        self.crossEntropies = crossEntropies
    }

    /// The share of the images, or of those of one class, that were given their own class; not a number for no images.
    package func accuracy(ofClass label: UInt8? = nil) -> Double {
        let chosen = images(ofClass: label)
        return Double(chosen.count { predictions[$0] == labels[$0] }) / Double(chosen.count)
    }

    /// The mean cross-entropy over the images, or over those of one class, in nats per image.
    package func crossEntropy(ofClass label: UInt8? = nil) -> Double {
        let chosen = images(ofClass: label)
        return chosen.reduce(0.0) { $0 + crossEntropies[$1] } / Double(chosen.count)
    }

    /// How many images of each class were given each class: rows by the truth, columns by the answer.
    package var confusion: [[Int]] {
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (label, prediction) in zip(labels, predictions) { counts[Int(label)][Int(prediction)] += 1 }
        return counts
    }

    private func images(ofClass label: UInt8?) -> [Int] {
        labels.indices.filter { label == nil || labels[$0] == label }
    }
}
