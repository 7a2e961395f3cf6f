import Datasets
import Foundation
import TestSupport
import Testing

@Suite("Reading IDX")
struct IDXFileTests {
    private static let images = IDXFile(dimensions: [2, 2, 3], elements: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])

    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let offset: Int
        let fault: FormatFault

        init(_ name: String, _ bytes: [UInt8], at offset: Int, _ fault: FormatFault) {
            testDescription = name
            self.bytes = bytes
            self.offset = offset
            self.fault = fault
        }
    }

    static let refusals: [Refusal] = [
        .init("empty", [], at: 0, .idxSignature(found: [])),
        .init("a gzip file", [0x1F, 0x8B, 8, 0], at: 0, .idxSignature(found: [0x1F, 0x8B])),
        .init("elements of floats", [0, 0, 0x0D, 1, 0, 0, 0, 0], at: 2, .idxElementType(found: 0x0D)),
        .init("no dimension", [0, 0, 8, 0], at: 3, .idxDimensionCount(found: 0)),
        .init("five dimensions", [0, 0, 8, 5], at: 3, .idxDimensionCount(found: 5)),
        .init("cut in the magic number", [0, 0, 8], at: 3, .idxEndsEarly(expected: 4, found: 3)),
        .init("cut in a dimension", [0, 0, 8, 1, 0, 0], at: 6, .idxEndsEarly(expected: 8, found: 6)),
        .init(
            "dimensions whose product overflows", [0, 0, 8, 3] + [UInt8](repeating: 0xFF, count: 12), at: 4,
            .idxTooLarge(dimensions: [4_294_967_295, 4_294_967_295, 4_294_967_295], maximum: 16)),
        .init(
            "a label too few", [0, 0, 8, 1, 0, 0, 0, 3, 7, 8], at: 4, .idxTooLarge(dimensions: [3], maximum: 10)),
        .init(
            "a label too many", [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9, 1], at: 11,
            .idxTrailingBytes(expected: 11, found: 12)),
    ]

    @Test("what is not IDX is refused with offset, expected and found", arguments: refusals)
    func refused(_ refusal: Refusal) {
        #expect(throws: DatasetError.malformed(file: "x", offset: refusal.offset, refusal.fault)) {
            try IDXFile(bytes: refusal.bytes, file: "x")
        }
    }

    @Test("the error's sentence names file, offset, expected and found")
    func sentence() throws {
        let error = #expect(throws: DatasetError.self) { try IDXFile(bytes: [0, 0, 9, 1], file: "labels.idx") }
        #expect(
            try #require(error).description
                == "labels.idx, byte 2: expected IDX element type 08 (unsigned byte), found 09")
    }

    @Test("a file written is the file read, plain and compressed, with 1 to 4 dimensions")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(path: "a.idx")
        for dimensions in [[12], [3, 4], [2, 2, 3], [1, 2, 2, 3]] {
            let original = IDXFile(dimensions: dimensions, elements: Self.images.elements)
            try original.write(to: url)
            #expect(try IDXFile(contentsOf: url) == original)
            let packed = try folder.write(compressed(original.serialized()), to: "a.gz")
            #expect(try IDXFile(contentsOfGzip: packed) == original)
        }
        #expect(Self.images.serialized().prefix(8) == [0, 0, 8, 3, 0, 0, 0, 2])
    }

    @Test("a compressed file that ends early is refused, with the lengths of the decompressed bytes")
    func compressedAndShort() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write(compressed(Array(Self.images.serialized().dropLast(2))), to: "a.gz")
        #expect(
            throws: DatasetError.malformed(file: url.path, offset: 26, .idxEndsEarly(expected: 28, found: 26))
        ) {
            try IDXFile(contentsOfGzip: url)
        }
    }

    @Test("dimensions beyond the declared maximum are refused before memory is taken")
    func hostileDimensions() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write(compressed([0, 0, 8, 1, 0x7F, 0xFF, 0xFF, 0xFF, 1]), to: "a.gz")
        #expect(
            throws: DatasetError.malformed(
                file: url.path, offset: 4, .idxTooLarge(dimensions: [0x7FFF_FFFF], maximum: 1000))
        ) {
            try IDXFile(contentsOfGzip: url, maximum: 1000)
        }
    }

    @Test("images and labels join, and an image's pixels are its part of the array")
    func joined() throws {
        let set = try ImageSet(
            images: Self.images, labels: IDXFile(dimensions: [2], elements: [5, 0]), imagesName: "i", labelsName: "l")
        #expect((set.count, set.height, set.width) == (2, 2, 3))
        #expect(set.labels == [5, 0])
        #expect(set.pixels(ofImage: 1) == [7, 8, 9, 10, 11, 12])
        #expect(set.imagesFile == Self.images)
    }

    @Test("as many labels as images, or an error that names both")
    func countMismatch() {
        #expect(throws: DatasetError.countMismatch(images: "i", imageCount: 2, labels: "l", labelCount: 3)) {
            try ImageSet(
                images: Self.images, labels: IDXFile(dimensions: [3], elements: [1, 2, 3]), imagesName: "i",
                labelsName: "l")
        }
        #expect(throws: DatasetError.wrongDimensions(file: "i", expected: 3, found: [2])) {
            let labels = IDXFile(dimensions: [2], elements: [1, 2])
            return try ImageSet(images: labels, labels: labels, imagesName: "i", labelsName: "l")
        }
    }
}
