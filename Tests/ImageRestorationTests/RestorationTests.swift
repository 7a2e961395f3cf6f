import Foundation
import ImageRestoration
import Images
import NeuralNetworks
import Pixels
import Randomness
import Tensors
import Testing

@Suite("Restoration")
struct RestorationTests {
    private let kernels = CompiledKernels()

    private func picture(height: Int, width: Int, seed: UInt64) -> PixelImage {
        var generator = Philox(seed: seed, stream: 0)
        let noise = (0..<height * width * 3).map { _ in generator.integer(below: 60) }
        return PixelImage(
            height: height, width: width, channels: 3,
            bytes: noise.indices.map { UInt8((noise[$0] + $0 / 3 % width * 2 + ($0 % 3) * 20) % 256) })
    }

    /// The paper's signs contradict each other; with compressed − original the true residual gives the original back.
    @Test("restoring with the true answer is exact, for every pair of numbers", arguments: RestorationOutput.allCases)
    func signs(output: RestorationOutput) {
        for compressed in UInt8.min...UInt8.max {
            for original in UInt8.min...UInt8.max {
                let target = output.target(compressed: compressed, original: original)
                #expect(output.restored(compressed: compressed, output: target) == original)
            }
        }
        #expect(output.restored(compressed: 7, output: .nan) == 7)
    }

    @Test("a residual of zero leaves the compressed picture as it is")
    func identity() {
        for byte in UInt8.min...UInt8.max {
            #expect(RestorationOutput.artefact.restored(compressed: byte, output: 0) == byte)
        }
    }

    @Test("a patch of a compressed picture needs no more of the picture than the blocks around it")
    func neighbourhoods() {
        let whole = picture(height: 120, width: 104, seed: 3)
        for subsampling in JPEG.ChromaSubsampling.allCases {
            let settings = JPEG.Settings(quality: 20, subsampling: subsampling)
            let compressed = throughJPEG(whole, settings)
            for (top, left) in [(0, 0), (7, 33), (40, 54), (70, 54), (64, 16), (31, 1)] {
                #expect(
                    croppedAfterJPEG(whole, settings, top: top, left: left, height: 50, width: 50)
                        == compressed.cropped(top: top, left: left, height: 50, width: 50), "(\(top), \(left))")
            }
        }
    }

    private func recipe(_ compressed: PatchRecipe.Compressed, side: Int = 20) -> PatchRecipe {
        PatchRecipe(
            side: side, stride: 10, rotates: true, qualities: [5, 50], subsampling: .quarter, compressed: compressed)
    }

    @Test("441 patches of 50 × 50 fit a picture of 256 × 256 at stride 10, and none a smaller one")
    func places() {
        let recipe = recipe(.patch, side: 50)
        #expect(recipe.places(in: picture(height: 256, width: 256, seed: 1)) == 441)
        #expect(recipe.places(in: picture(height: 49, width: 256, seed: 1)) == 0)
    }

    @Test("a step's patches follow from its place in the training, and differ from step to step")
    func patches() {
        let set = RestorationPatches(
            of: [picture(height: 64, width: 48, seed: 1), picture(height: 40, width: 40, seed: 2)], recipe(.picture),
            output: .artefact, count: 12)
        func minibatch(step: Int) -> Minibatch {
            var minibatch = Minibatch(input: Tensor([0, 20, 20, 3]))
            set.fill(
                &minibatch, with: [0, 1, 2, 3], at: TrainingStep(seed: 5, epoch: 1, step: step), using: kernels)
            return minibatch
        }
        let first = minibatch(step: 0)
        #expect(first.input.shape == [4, 20, 20, 3] && first.target?.shape == [4, 20, 20, 3])
        #expect(minibatch(step: 0).input == first.input && minibatch(step: 0).target == first.target)
        #expect(minibatch(step: 1).input != first.input)
        // Input minus artefact is a picture of bytes again.
        for (value, artefact) in zip(first.input.elements, first.target?.elements ?? []) {
            let original = (value - artefact) * 255
            #expect(abs(original - original.rounded()) < 1e-3 && (-0.01...255.01).contains(original))
        }
    }

    private func network(side: Int) throws -> Network {
        let layers: [LayerArchitecture] = [
            .convolution(filters: 6, kernel: 3, padding: 1, activation: .rectifier),
            .convolution(filters: 6, kernel: 3, padding: 1, hasBias: false),
            .batchNormalization(activation: .rectifier),
            .convolution(filters: 3, kernel: 3, padding: 1),
        ]
        let network = Network(try NetworkArchitecture(input: [side, side, 3], layers: layers))
        var generator = Philox(seed: 9, stream: 1)
        network.initialize(.pyTorchDefault, using: &generator)
        return network
    }

    @Test("restoring in bands gives the bits of the whole picture")
    func bands() throws {
        let restorer = try Restorer(try network(side: 20), output: .artefact, highestQuality: 50)
        #expect(restorer.radius == 3)
        for (height, width) in [(300, 131), (16, 260), (128, 128)] {
            let image = picture(height: height, width: width, seed: 4)
            let whole = try restorer.network.taking([height, width, 3])
            let answer = whole.forward(
                Tensor([1, height, width, 3], elements: image.bytes.map { Float($0) / 255 }), using: kernels)
            let expected = zip(image.bytes, answer.elements).map {
                RestorationOutput.artefact.restored(compressed: $0, output: $1)
            }
            let restored = restorer.restore(image, using: kernels)
            #expect(restored.bytes == expected, "\(height) × \(width)")
            #expect(restored != image)
        }
    }

    @Test("a restorer's file gives back what it is and does; a file of another network is refused")
    func files() throws {
        let original = try network(side: 20)
        let restorer = try Restorer(original, output: .picture, highestQuality: 60)
        let copy = try Restorer(decoding: restorer.encoded())
        #expect(copy.output == .picture && copy.highestQuality == 60)
        let image = picture(height: 30, width: 40, seed: 6)
        #expect(copy.restore(image, using: kernels) == restorer.restore(image, using: kernels))
        #expect(copy.restore(image.grey(.full), using: kernels).channels == 1)
        #expect(throws: RestorerError.noRestorer) { try Restorer(decoding: ModelFile.encode(original)) }
        let strided = Network(
            try NetworkArchitecture(
                input: [8, 8, 3],
                layers: [
                    .convolution(filters: 3, kernel: 3, padding: 1), .maximumPooling(window: 2, stride: 2),
                    .upsampling(factor: 2),
                ]))
        #expect(throws: RestorerError.unusableLayer(1)) {
            try Restorer(strided, output: .picture, highestQuality: 0)
        }
    }

    @Test("a restorer's file that opens more arrays than the JSON decoder follows is refused")
    func hostileFiles() throws {
        let nested = String(repeating: "[", count: 513)
        let header = withUnsafeBytes(of: UInt64(513).littleEndian) { Data($0) } + Data(nested.utf8)
        #expect(throws: SafetensorsError(offset: 8, problem: .malformedHeader)) { try Restorer(decoding: header) }
        let metadata = [
            "architecture": nested, "restoration.output": "artefact", "restoration.highestQuality": "50",
        ]
        #expect(throws: ModelFileError.unreadableArchitecture(nested)) {
            try Restorer(decoding: Safetensors(tensors: [], metadata: metadata).encoded())
        }
    }
}
