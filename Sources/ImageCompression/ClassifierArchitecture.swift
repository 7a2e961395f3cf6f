import Datasets
import Foundation
import NeuralNetworks
import Tensors

/// A network that tells images' classes apart: what it takes, its layers, and one number for each class at its end.
///
/// ```yaml
/// network:
///   input: [28, 28, 1]
///   layers:
///     - {kind: convolution, filters: 10, kernel: 5, activation: rectifier}
///     - {kind: maximumPooling, window: 2, stride: 2}
///     - {inputs: 1440, outputs: 10, activation: identity}
/// ```
package struct ClassifierArchitecture: Equatable, Sendable {
    package let network: NetworkArchitecture

    /// - Throws: ``ArchitectureError`` unless the layers fit; ``ClassifierError`` unless they end in a row of at least two numbers.
    package init(input: [Int], layers: [LayerArchitecture]) throws {
        network = try NetworkArchitecture(input: input, layers: layers)
        guard network.output.count == 1, (2...256).contains(network.output[0]) else {
            throw ClassifierError.noClasses(network.output)
        }
    }

    /// Numbers of an image.
    package var pixels: Int { network.input.reduce(1, *) }

    /// Classes, numbered from 0.
    package var classes: Int { network.output[0] }
}

extension ClassifierArchitecture: Codable {
    private enum CodingKeys: CodingKey { case input, layers }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let input = try container.decode([Int].self, forKey: .input)
        let layers = try container.decode([LayerArchitecture].self, forKey: .layers)
        do {
            try self.init(input: input, layers: layers)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: container.codingPath, debugDescription: "\(error)"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(network.input, forKey: .input)
        try container.encode(network.layers, forKey: .layers)
    }
}

extension LabelledImages {
    /// Reads a pair of uncompressed IDX files.
    ///
    /// - Parameter first: how many images, from the first; all when left out.
    /// - Throws: `DatasetError` for the files; ``ClassifierError`` for images that the network does not take; ``UnusableLabels`` for labels
    ///   that are not those of the images, or that it does not give; ``TooFewImages``.
    package init(images: URL, labels: URL, first: Int? = nil, for classifier: NetworkArchitecture) throws {
        let matrix = try ByteMatrix(images: images).first(first, named: "firstImages")
        let pixels = classifier.input.reduce(1, *)
        guard matrix.columns == pixels else {
            throw ClassifierError.wrongPixels(file: images.path, expected: pixels, found: matrix.columns)
        }
        let file = try IDXFile(contentsOf: labels)
        guard file.dimensions.count == 1 else {
            throw DatasetError.wrongDimensions(file: labels.path, expected: 1, found: file.dimensions)
        }
        try self.init(
            images: matrix, labels: first.map { Array(file.elements.prefix($0)) } ?? file.elements,
            classes: classifier.output.reduce(1, *))
    }
}

/// What keeps a network from being a classifier, or a classifier of some images.
package enum ClassifierError: Error, Equatable {
    case noClasses([Int])
    case wrongPixels(file: String, expected: Int, found: Int)
}

extension ClassifierError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noClasses(let output): "a classifier gives a row of 2 to 256 numbers, one for each class, not \(output)"
        case .wrongPixels(let file, let expected, let found):
            "\(file): the classifier takes \(expected) pixels, the images have \(found)"
        }
    }
}
