import ArgumentParser
import Codecs
import CompressedFiles
import Files
import Foundation
import PictureFiles

/// The pictures of several files as one set.
///
/// - Throws: `ValidationError` where their sizes differ; ``UnusablePicture`` for one that would lose something by being read.
func readPictures(_ paths: [String]) throws -> Pictures {
    let files = try paths.map { path in
        let url = URL(filePath: path)
        if let lost = try pngLoss(in: readFile(url)) {
            throw UnusablePicture(
                path: path, reason: "it has \(lost), which a compressed file does not hold; convert it first")
        }
        return (name: path, pictures: try PictureFile.read(url))
    }
    guard let first = files.first else { throw ValidationError("name a file of pictures") }
    let size = first.pictures.size
    for file in files.dropFirst() {
        let other = file.pictures.size
        guard [other.height, other.width, other.channels] == [size.height, size.width, size.channels] else {
            throw ValidationError(
                "\(file.name): its pictures are \(other.shapeText), those of \(first.name) \(size.shapeText); "
                    + "give files of different sizes one by one")
        }
    }
    let count = files.reduce(0) { $0 + $1.pictures.size.count }
    guard let joined = PictureSize(count: count, height: size.height, width: size.width, channels: size.channels)
    else {
        throw ValidationError(
            "\(files.count) files: a compressed file holds at most \(PictureSize.mostSamples) bytes of pictures")
    }
    return Pictures(size: joined, samples: Array(files.map(\.pictures.samples).joined()))
}

/// A file of pictures that a verb cannot work with.
struct UnusablePicture: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path): \(reason)" }
}

/// What reading a PNG file as 8-bit samples of grey or colour would leave out; `nil` for nothing, and for other files.
///
/// - Source: Portable Network Graphics (third edition), https://www.w3.org/TR/png-3/, sections 11.2.1 and 11.3.1.1.
private func pngLoss(in file: Data) -> String? {
    let bytes = [UInt8](file.prefix(26))
    guard bytes.count == 26, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    let (depth, colourType) = (bytes[24], bytes[25])
    if depth == 16 { return "16 bits a sample" }
    if colourType & 4 != 0 { return "an alpha channel" }
    let beforePixels = file[..<(file.range(of: Data("IDAT".utf8))?.lowerBound ?? file.endIndex)]
    return beforePixels.range(of: Data("tRNS".utf8)) == nil ? nil : "transparent pixels"
}
