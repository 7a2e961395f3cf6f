import Datasets
import Foundation
import Images
import Pixels
import Testing

/// The data sets in the folder that `DATA_MIRROR` names; tests that need them are skipped elsewhere.
enum MirroredImages {
    static func folder(_ name: String) -> URL? {
        ProcessInfo.processInfo.environment["DATA_MIRROR"].flatMap { mirror in
            let folder = URL(filePath: mirror).appending(path: name)
            return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
        }
    }

    /// The images and labels of an MNIST-like test set.
    static func testSet(_ name: String) throws -> ImageSet {
        let folder = try #require(MirroredImages.folder(name))
        return try ImageSet(
            images: IDXFile(contentsOfGzip: folder.appending(path: "t10k-images-idx3-ubyte.gz")),
            labels: IDXFile(contentsOfGzip: folder.appending(path: "t10k-labels-idx1-ubyte.gz")),
            imagesName: "images", labelsName: "labels")
    }

    /// The 29 photographs of LIVE1 in the order of their names.
    static func live1() throws -> [PixelImage] {
        let folder = try #require(MirroredImages.folder("live1"))
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".bmp") }.sorted()
            .map { try PixelImage(contentsOf: folder.appending(path: $0)) }
    }
}

extension ImageSet {
    func picture(_ index: Int) -> PixelImage {
        PixelImage(height: height, width: width, channels: 1, bytes: Array(pixels(ofImage: index)))
    }
}
