import Datasets
import Foundation
import ImageCompression
import Tensors
import Testing

/// The folder of a mirror that holds MNIST.
private let mirrored: URL? = ProcessInfo.processInfo.environment["DATA_MIRROR"].flatMap { mirror in
    let folder = URL(filePath: mirror).appending(path: "mnist")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}

/// Golden values that need MNIST: run where `DATA_MIRROR` is a folder that holds it, and shown as skipped elsewhere.
@Suite(
    "Principal components of MNIST",
    .enabled(if: mirrored != nil, "DATA_MIRROR names no folder with mnist/"))
struct MNISTComponentsTests {
    /// 13.87 is Hinton and Salakhutdinov's figure (Science 2006, doi:10.1126/science.1127647) for 30 components; the errors clipped to
    /// [0, 1] are those of an independent computation in NumPy.
    @Test("30 components leave 13.866 squared error per test image, and 22 to 64 the errors known elsewhere")
    func testErrors() throws {
        let folder = try #require(mirrored)
        let training = try rows(of: folder.appending(path: "train-images-idx3-ubyte.gz"))
        let test = try rows(of: folder.appending(path: "t10k-images-idx3-ubyte.gz"))
        let kernels = CompiledKernels()
        let components = PrincipalComponents(of: training, using: kernels)
        let thirty = components.reconstructions(of: test, count: 30, using: kernels)
        #expect(abs(ReconstructionError(of: thirty, against: test).meanSum - 13.866) < 0.0005)
        for (count, expected) in [(22, 0.0205), (36, 0.0137), (50, 0.0100), (64, 0.00775)] {
            var rebuilt = components.reconstructions(of: test, count: count, using: kernels)
            rebuilt.elements = rebuilt.elements.map { min(max($0, 0), 1) }
            #expect(abs(ReconstructionError(of: rebuilt, against: test).mean - expected) < 0.00005)
        }
    }

    private func rows(of url: URL) throws -> ByteMatrix {
        let file = try IDXFile(contentsOfGzip: url)
        return ByteMatrix(rows: file.dimensions[0], columns: 784, bytes: file.elements)
    }
}
