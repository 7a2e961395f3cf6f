import Datasets
import Foundation
import ImageCompression
import Tensors
import Testing

/// The folder of a mirror that holds MNIST, and its like with other sets.
private let mirrored: URL? = ProcessInfo.processInfo.environment["DATA_MIRROR"].flatMap { mirror in
    let folder = URL(filePath: mirror)
    return ["mnist", "fashion-mnist"].allSatisfy {
        FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    } ? folder : nil
}

/// Golden values that need MNIST: run where `DATA_MIRROR` is a folder that holds it, and shown as skipped elsewhere.
@Suite(
    "Principal components of MNIST",
    .enabled(if: mirrored != nil, "DATA_MIRROR names no folder with mnist/ and fashion-mnist/"))
struct MNISTComponentsTests {
    /// 13.87 is Hinton and Salakhutdinov's figure (Science 2006, doi:10.1126/science.1127647) for 30 components; the others, clipped to
    /// [0, 1], are those of an independent computation in NumPy.
    @Test("30 components leave 13.866 squared error per test image, and 22 to 400 the errors known elsewhere")
    func testErrors() throws {
        let (training, test) = (try rows(of: "mnist", "train"), try rows(of: "mnist", "t10k"))
        let kernels = CompiledKernels()
        let components = PrincipalComponents(of: training, using: kernels)
        let thirty = components.reconstructions(of: test, count: 30, using: kernels)
        #expect(abs(ReconstructionError(of: thirty, against: test).meanSum - 13.866) < 0.0005)
        for (count, expected, tolerance) in [
            (22, 0.0205, 5e-5), (36, 0.0137, 5e-5), (50, 0.0100, 5e-5), (64, 0.00775, 5e-6), (128, 0.00340, 5e-6),
            (196, 0.00181, 5e-6), (400, 0.00022, 5e-6),
        ] {
            var rebuilt = components.reconstructions(of: test, count: count, using: kernels)
            rebuilt.elements = TensorElements(rebuilt.elements.map { min(max($0, 0), 1) })
            let error = ReconstructionError(of: rebuilt, against: test).mean
            #expect(abs(error - expected) <= tolerance, "\(count) components leave \(error)")
        }
    }

    @Test("30 components of Fashion-MNIST leave 12.243 squared error per test image")
    func garments() throws {
        let (training, test) = (try rows(of: "fashion-mnist", "train"), try rows(of: "fashion-mnist", "t10k"))
        let kernels = CompiledKernels()
        let components = PrincipalComponents(of: training, using: kernels)
        let error = ReconstructionError(
            of: components.reconstructions(of: test, count: 30, using: kernels), against: test)
        #expect(abs(error.meanSum - 12.243) < 0.0005 && abs(error.mean - 0.01562) < 5e-6)
    }

    @Test(
        "mean and deviation of the training images; errors of guessing black, and the mean training image",
        arguments: [
            ("mnist", 0.13066, 0.30811, 0.11396, 0.06747), ("fashion-mnist", 0.28604, 0.35302, 0.20650, 0.08664),
        ])
    func constants(set: String, mean: Double, deviation: Double, black: Double, meanImage: Double) throws {
        let (training, test) = (try rows(of: set, "train"), try rows(of: set, "t10k"))
        var frequencies = [Int](repeating: 0, count: 256)
        var sums = [Int](repeating: 0, count: training.columns)
        for (index, pixel) in training.bytes.enumerated() {
            frequencies[Int(pixel)] += 1
            sums[index % training.columns] += Int(pixel)
        }
        let count = Double(training.bytes.count)
        let average = frequencies.indices.reduce(0) { $0 + Double($1 * frequencies[$1]) } / count / 255
        let square = frequencies.indices.reduce(0) { $0 + Double($1 * $1 * frequencies[$1]) } / count / 65_025
        #expect(abs(average - mean) < 5e-6 && abs((square - average * average).squareRoot() - deviation) < 5e-6)
        func error(ofGuessing image: [Float]) -> Double {
            let guesses = Tensor(
                [test.rows, test.columns], elements: Array(repeatElement(image, count: test.rows).joined()))
            return ReconstructionError(of: guesses, against: test).mean
        }
        #expect(abs(error(ofGuessing: [Float](repeating: 0, count: test.columns)) - black) < 5e-6)
        let guess = sums.map { Float(Double($0) / Double(training.rows) / 255) }
        #expect(abs(error(ofGuessing: guess) - meanImage) < 5e-6)
    }

    private func rows(of set: String, _ part: String) throws -> ByteMatrix {
        let folder = try #require(mirrored).appending(path: set)
        let file = try IDXFile(contentsOfGzip: folder.appending(path: "\(part)-images-idx3-ubyte.gz"))
        return ByteMatrix(rows: file.dimensions[0], columns: 784, bytes: file.elements)
    }
}
