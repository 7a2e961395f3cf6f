import Codecs
import CompressedFiles
import Datasets
import Foundation
import Images
import PictureFiles
import Pixels
import TestSupport
import Testing

@Suite("Files of pictures")
struct PictureFileTests {
    @Test("what is written is read again, by what it begins with", arguments: [1, 3], PictureFile.Format.allCases)
    func roundTrip(channels: Int, format: PictureFile.Format) throws {
        let size = try #require(PictureSize(count: 1, height: 3, width: 5, channels: channels))
        let pictures = Pictures(size: size, samples: (0..<size.samples).map { UInt8($0 * 5) })
        let folder = try TemporaryFolder()
        switch (format, channels) {
        case (.pgm, 3), (.ppm, 1):
            #expect(throws: UnwritablePictures(format: format, count: 1, channels: channels)) {
                try PictureFile.encode(pictures, as: format)
            }
        default:
            // The name says nothing: a file is told by its first bytes.
            try folder.write(PictureFile.encode(pictures, as: format), to: "picture")
            #expect(try PictureFile.read(folder.url.appending(path: "picture")) == pictures)
        }
    }

    @Test("a set is written as IDX alone")
    func sets() throws {
        let size = try #require(PictureSize(count: 2, height: 2, width: 2, channels: 1))
        let pictures = Pictures(size: size, samples: [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(try IDXFile(bytes: PictureFile.encode(pictures, as: .idx), file: "x").dimensions == [2, 2, 2])
        #expect(throws: UnwritablePictures(format: .png, count: 2, channels: 1)) {
            try PictureFile.encode(pictures, as: .png)
        }
        #expect(pictures.prefix(1).samples == [1, 2, 3, 4] && pictures.images[1].bytes == [5, 6, 7, 8])
    }

    @Test("headers of PGM files may have comments, and wrong ones are refused by their offset")
    func headers() throws {
        let image = try PortableAnymap.decode(Array("P5 # made by hand\n2\t#\n1 255\n".utf8) + [35, 10])
        #expect(image == PixelImage(height: 1, width: 2, channels: 1, bytes: [35, 10]))
        for (text, offset) in [
            ("P5 2 1 255\n", 11), ("P5 2 1 65535\n....", 7), ("P5 2 x 255\n..", 5), ("P5 0 1 255\n", 3), ("P5", 2),
            ("P5 2 1 255", 7), ("P4 2 1", 0), ("P6 1 1 255\n....", 11),
        ] {
            do throws(PortableAnymapError) {
                _ = try PortableAnymap.decode(Array(text.utf8))
                Issue.record("\(text) is no PGM file")
            } catch {
                #expect(error.offset == offset, "\(text)")
            }
        }
    }

    @Test("labels, and files of no known format, are refused with the file's name")
    func refused() throws {
        let folder = try TemporaryFolder()
        try folder.write(IDXFile(dimensions: [3], elements: [1, 2, 3]).serialized(), to: "labels.idx")
        try folder.write(Array("hello".utf8), to: "notes.txt")
        for (name, expected) in [
            ("labels.idx", "dimensions [3]"),
            (
                "notes.txt",
                "expected a PNG, JPEG, BMP, PGM, PPM or IDX file, found one that begins with the bytes 68656c6c"
            ),
        ] {
            let error = #expect(throws: UnreadablePictures.self) {
                try PictureFile.read(folder.url.appending(path: name))
            }
            let sentence = try "\(#require(error))"
            #expect(sentence.contains(name) && sentence.contains(expected))
        }
    }
}
