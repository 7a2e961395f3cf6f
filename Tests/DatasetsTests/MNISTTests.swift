import Datasets
import Downloads
import Foundation
import TestSupport
import Testing

/// The folder of a mirror that holds MNIST.
private let mirrored: URL? = {
    guard case .folder(let mirror) = DataMirror(environment: ProcessInfo.processInfo.environment) else {
        return nil
    }
    return ["mnist/", ""].map { mirror.appending(path: $0) }.first {
        FileManager.default.fileExists(atPath: $0.appending(path: "t10k-labels-idx1-ubyte.gz").path)
    }
}()

/// Checks on the real files, wherever DATA_MIRROR has them.
@Suite("The real MNIST files", .enabled(if: mirrored != nil, "DATA_MIRROR names no folder with MNIST"))
struct MNISTTests {
    private func read(_ part: String) throws -> ImageSet {
        let folder = try #require(mirrored)
        return try ImageSet(
            images: IDXFile(contentsOfGzip: folder.appending(path: "\(part)-images-idx3-ubyte.gz")),
            labels: IDXFile(contentsOfGzip: folder.appending(path: "\(part)-labels-idx1-ubyte.gz")),
            imagesName: "images", labelsName: "labels")
    }

    @Test("60,000 training images of 28 × 28: first label 5, mean 0.13066, standard deviation 0.30811")
    func training() throws {
        let set = try read("train")
        #expect((set.count, set.height, set.width) == (60_000, 28, 28))
        #expect(set.labels[0] == 5)
        var frequencies = [Int](repeating: 0, count: 256)
        for pixel in set.pixels { frequencies[Int(pixel)] += 1 }
        let count = Double(set.pixels.count)
        let mean = frequencies.indices.reduce(0) { $0 + Double($1 * frequencies[$1]) } / count / 255
        let square = frequencies.indices.reduce(0) { $0 + Double($1 * $1 * frequencies[$1]) } / count / 65_025
        #expect((mean * 1e5).rounded() == 13_066)
        #expect(((square - mean * mean).squareRoot() * 1e5).rounded() == 30_811)
    }

    @Test("10,000 test images, of whose pixels 80.72 % are zero")
    func testing() throws {
        let set = try read("t10k")
        #expect((set.count, set.height, set.width) == (10_000, 28, 28))
        let zeros = Double(set.pixels.count { $0 == 0 }) / Double(set.pixels.count)
        #expect((zeros * 1e4).rounded() == 8072)
    }
}
