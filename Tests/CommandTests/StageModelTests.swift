import Foundation
import PictureFiles
import Pixels
import TestSupport
import Testing

/// A stage's outputs in the place of a model, as one types it.
@Suite("Compressing by what a stage has made")
struct StageModelTests {
    /// A training and a codec made of it, in two variants.
    private func trial() throws -> CommandTrial {
        let trial = try CommandTrial()
        try trial.write(
            """
            paper: trial
            stages:
              digits: {kind: draw-digits, params: {trainingImages: 20, testImages: 10}}
              train:
                kind: train-autoencoder
                inputs: {images: digits.trainImages, testImages: digits.testImages}
                params:
                  network: {dense: {widths: [784, 4, 784], activation: sigmoid}}
                  initializer: {glorotUniform: {}}
                  optimizer: {adam: {learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1.0e-8}}
                  loss: meanSquaredError
                  batchSize: 10
                  epochs: 1
                  validationImages: 0
                  measureEvery: 1
              build:
                kind: build-codec
                matrix: {bits: [2, 3]}
                inputs: {encoder: train.encoder, decoder: train.decoder, images: digits.trainImages}
                params: {design: uniform, bits: [$bits], pooled: true, firstImages: null}
            """, to: "experiments/trial.yaml")
        let picture = PixelImage(height: 30, width: 40, channels: 1, bytes: (0..<1200).map { UInt8($0 % 256) })
        try trial.folder.write(PortableAnymap.encode(picture), to: "photo.pgm")
        return trial
    }

    @Test("a finished stage's halves compress and decompress; one that has not run says what to type")
    func finishedStage() throws {
        let trial = try trial()
        let stage = "trial/build[bits=3]"
        let early = try trial.run("compress", "photo.pgm", "-o", "a.bnk", "--model", stage)
        #expect(early.status == 1)
        #expect(early.errors.contains("`bottleneck run 'trial/build[bits=3]'` makes it"))
        #expect(try trial.run("run", stage).status == 0)

        let compressed = try trial.run("compress", "photo.pgm", "-o", "a.bnk", "--model", stage)
        #expect(compressed.status == 0, "\(compressed.errors)")
        let unknown = try trial.run("decompress", "a.bnk", "-o", "back.pgm")
        #expect(unknown.status == 1 && unknown.errors.contains("or a stage that made one"))
        let decompressed = try trial.run("decompress", "a.bnk", "-o", "back.pgm", "--model", stage)
        #expect(decompressed.status == 0, "\(decompressed.errors)")
        #expect(try PictureFile.read(trial.folder.url.appending(path: "back.pgm")).size.width == 40)
        let bits = try trial.run("compress", "photo.pgm", "-o", "b.bnk", "--model", stage, "--bits", "2")
        #expect(bits.status == 64 && bits.errors.contains("the model trial/build[bits=3] has 3"))

        // From elsewhere, and with another profile and store.
        let other = try TemporaryFolder()
        let elsewhere = try trial.run(
            "compress", trial.folder.url.appending(path: "photo.pgm").path, "-o", "b.bnk", "--model", stage, "--root",
            trial.folder.url.path, in: other.url)
        #expect(elsewhere.status == 0, "\(elsewhere.errors)")
        let demo = try trial.run(
            "compress", "photo.pgm", "-o", "b.bnk", "--model", stage, "--profile", "demo", "--store", "empty")
        #expect(demo.status == 1)
        #expect(demo.errors.contains("`bottleneck run 'trial/build[bits=3]' --profile demo --store empty` makes it"))
    }

    @Test("a stage without halves, several stages, and a name like a stage's are told apart")
    func otherStages() throws {
        let trial = try trial()
        #expect(try trial.run("run", "trial/digits", "trial/train").status == 0)
        for (model, status, expected) in [
            ("trial/digits", 1, "trial/digits makes no halves of a codec; its outputs are trainImages"),
            ("trial/train", 1, "give the decoder that a build-codec stage made"),
            (
                "trial/build", 64,
                "“trial/build” matches 2 instances, and one is wanted, for example trial/build[bits=2]"
            ),
            ("trial/biuld[bits=2]", 64, "did you mean 'trial/build'?"),
            ("trial/build[bit=2]", 64, "did you mean 'bits'?"),
            ("models/of/mine", 1, "there is no model models/of/mine"),
            ("wanni", 1, "there is no model wanni"),
        ] {
            let outcome = try trial.run("compress", "photo.pgm", "-o", "a.bnk", "--model", model)
            #expect(outcome.status == Int32(status), "\(model): \(outcome.errors)")
            #expect(outcome.errors.contains(expected), "\(model): \(outcome.errors)")
        }
    }
}
