import ImageRestoration
import NeuralNetworks
import Pixels
import Randomness
import Tensors
import Testing

/// The slow twin: the whole picture as one example of a network of its size.
@Suite("Pictures that go through a network in bands")
struct BandedNetworkTests {
    private let kernels = CompiledKernels()

    private func picture(height: Int, width: Int) -> PixelImage {
        var generator = Philox(seed: UInt64(height * 1000 + width), stream: 0)
        return PixelImage(
            height: height, width: width, channels: 3,
            bytes: (0..<height * width * 3).map { _ in UInt8(generator.integer(below: 256)) })
    }

    /// Every number is drawn, the normalisations' statistics too, so that none that is left out or mixed up goes unnoticed.
    private func network(_ layers: [LayerArchitecture]) throws -> Network {
        let network = Network(try NetworkArchitecture(input: [8, 8, 3], layers: layers))
        var generator = Philox(seed: 9, stream: 1)
        network.initialize(.heNormal, using: &generator)
        func draw(from least: Float, _ tensor: inout Tensor) {
            for index in tensor.elements.indices {
                tensor.elements[index] = least + Float(generator.integer(below: 1000)) / 1000
            }
        }
        network.updateParameters {
            if $0.value.shape.dimensions.count == 1 { draw(from: -0.5, &$0.value) }
        }
        network.updateStatistics { draw(from: $0.hasSuffix("Variance") ? 0.5 : -0.5, &$1) }
        return network
    }

    private func chain(depth: Int, filters: Int = 4, isNormalized: Bool) -> [LayerArchitecture] {
        let middle: [LayerArchitecture] =
            isNormalized
            ? [
                .convolution(filters: filters, kernel: 3, padding: 1, hasBias: false),
                .batchNormalization(activation: .rectifier),
            ] : [.convolution(filters: filters, kernel: 3, padding: 1, activation: .rectifier)]
        return [.convolution(filters: filters, kernel: 3, padding: 1, activation: .rectifier)]
            + repeatElement(middle, count: depth - 2).joined() + [.convolution(filters: 3, kernel: 3, padding: 1)]
    }

    private func whole(_ network: Network, _ picture: PixelImage) throws -> [Float] {
        let shape = [picture.height, picture.width, 3]
        let input = Tensor(Shape([1] + shape), elements: picture.bytes.map { Float($0) / 255 })
        return Array(try network.taking(shape).forward(input, using: kernels).elements)
    }

    /// The answers of all pixels, and how often each was given.
    private func banded(_ network: BandedNetwork, _ picture: PixelImage) -> (answers: [Float], times: [Int]) {
        let rowLength = picture.width * 3
        var answers = [Float](repeating: .nan, count: picture.height * rowLength)
        var times = [Int](repeating: 0, count: answers.count)
        network.forward(picture, using: kernels) { row, columns, answer in
            let start = row * rowLength + columns.lowerBound * 3
            #expect(answer.count == columns.count * 3)
            for (index, number) in answer.enumerated() {
                answers[start + index] = number
                times[start + index] += 1
            }
        }
        return (answers, times)
    }

    private func expectBits(
        of network: Network, _ picture: PixelImage, bandHeight: Int = BandedNetwork.usualBandHeight,
        mostWidth: Int = BandedNetwork.usualWidth
    ) throws {
        let bands = try BandedNetwork(network, bandHeight: bandHeight, mostWidth: mostWidth)
        let (answers, times) = banded(bands, picture)
        let place = "\(picture.height) × \(picture.width), bands of \(bandHeight), strips of \(mostWidth)"
        #expect(times.allSatisfy { $0 == 1 }, "\(place)")
        #expect(try answers.map(\.bitPattern) == whole(network, picture).map(\.bitPattern), "\(place)")
    }

    @Test("all small heights and widths give the bits of the whole picture, with bands and strips of any size")
    func smallSizes() throws {
        let network = try network(chain(depth: 3, isNormalized: true))
        for height in 1...9 {
            for width in 1...9 {
                let picture = picture(height: height, width: width)
                for bandHeight in [1, 2, 3, 8] {
                    try expectBits(of: network, picture, bandHeight: bandHeight)
                    try expectBits(of: network, picture, bandHeight: bandHeight, mostWidth: 7)
                }
            }
        }
    }

    @Test(
        "every depth gives the bits of the whole picture, with normalisation and without",
        arguments: [2, 8, 17], [false, true])
    func depths(depth: Int, isNormalized: Bool) throws {
        let network = try network(chain(depth: depth, isNormalized: isNormalized))
        #expect(try BandedNetwork(network).radius == depth)
        for (height, width) in [(1, 1), (5, 83), (97, 53), (64, 64), (131, 37)] {
            try expectBits(of: network, picture(height: height, width: width))
        }
        try expectBits(of: network, picture(height: 41, width: 211), bandHeight: 5, mostWidth: 2 * depth + 3)
    }

    @Test("a picture wider than a strip has no seams", arguments: [2, 17])
    func widePictures(depth: Int) throws {
        let network = try network(chain(depth: depth, isNormalized: true))
        for width in [BandedNetwork.usualWidth, BandedNetwork.usualWidth + 1, 2 * BandedNetwork.usualWidth + 77] {
            try expectBits(of: network, picture(height: 11, width: width))
        }
    }

    @Test("the layers of a paper's width, whose products are cut into blocks and panels, give the same bits")
    func manyFilters() throws {
        let network = try network(chain(depth: 4, filters: 64, isNormalized: true))
        for (height, width) in [(37, 150), (70, 61)] {
            try expectBits(of: network, picture(height: height, width: width))
        }
    }

    @Test("kernels of several sizes, and normalisations before, after and one upon the other")
    func mixedLayers() throws {
        let network = try network([
            .batchNormalization(), .convolution(filters: 5, kernel: 5, padding: 2, activation: .rectifier),
            .convolution(filters: 4, kernel: 1, padding: 0, activation: .rectifier),
            .batchNormalization(activation: .rectifier), .batchNormalization(),
            .convolution(filters: 3, kernel: 7, padding: 3), .batchNormalization(),
        ])
        #expect(try BandedNetwork(network).radius == 5)
        for (height, width) in [(1, 1), (2, 40), (40, 2), (33, 29)] {
            for bandHeight in [1, 3, 8] {
                try expectBits(
                    of: network, picture(height: height, width: width), bandHeight: bandHeight, mostWidth: 17)
            }
        }
        try expectBits(of: self.network([.batchNormalization()]), picture(height: 19, width: 30), mostWidth: 7)
    }

    @Test("what one strip leaves at the picture's foot is not seen at the head of the next")
    func strips() throws {
        for (first, second) in [(5, 1), (1, 5), (3, 5), (5, 3)] {
            let network = try network([
                .convolution(filters: 3, kernel: first, padding: first / 2),
                .convolution(filters: 3, kernel: second, padding: second / 2),
            ])
            for height in 1...9 {
                try expectBits(of: network, picture(height: height, width: 23), bandHeight: 3, mostWidth: 11)
            }
        }
    }

    @Test("networks that are no restorers, and those whose narrowest strip would not fit in memory, are refused")
    func refusals() throws {
        #expect(throws: RestorerError.notPictures(input: [8, 8, 3], output: [8, 8, 1])) {
            try BandedNetwork(self.network([.convolution(filters: 1, kernel: 3, padding: 1)]))
        }
        #expect(throws: RestorerError.unusableLayer(1)) {
            try BandedNetwork(self.network([.batchNormalization(), .scaling(factor: 2)]))
        }
        let tooLarge = Array(
            repeating: LayerArchitecture.convolution(filters: 3, kernel: 63, padding: 31), count: 100)
        #expect(throws: RestorerError.tooLarge(radius: 100 * 31)) {
            try BandedNetwork(Network(NetworkArchitecture(input: [1, 1, 3], layers: tooLarge)))
        }
    }
}
