import ArgumentParser
import Codecs
import CompressedFiles
import Foundation
import PictureFiles

/// The pictures of several files as one set.
///
/// - Throws: `ValidationError` where their sizes differ.
func readPictures(_ paths: [String]) throws -> Pictures {
    let files = try paths.map { (name: $0, pictures: try PictureFile.read(URL(filePath: $0))) }
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
