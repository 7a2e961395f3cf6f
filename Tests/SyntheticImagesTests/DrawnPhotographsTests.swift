import Datasets
import Files
import Pixels
import Randomness
import SyntheticImages
import Testing

@Suite("Drawn photographs")
struct DrawnPhotographsTests {
    private func picture(_ index: UInt64) -> PixelImage {
        var generator = Philox(seed: 11, stream: index)
        return DrawnPhotographs.picture(side: 64, using: &generator)
    }

    @Test("the same numbers draw the same bytes on every machine")
    func digest() {
        let bytes = (0..<8).flatMap { picture($0).bytes }
        #expect(Digest(of: bytes).hexadecimal.prefix(16) == "29ef185a389ebe24")
    }

    @Test("pictures differ, and have slopes and edges")
    func content() {
        let first = picture(0)
        #expect(first != picture(1))
        let steps = zip(first.bytes, first.bytes.dropFirst(3)).map { abs(Int($0) - Int($1)) }
        #expect(steps.contains { $0 > 40 } && steps.count { $0 < 6 } > steps.count / 3)
    }

    @Test("pictures in an IDX file come back; a file of other dimensions is refused")
    func files() throws {
        let pictures = [picture(0), picture(1)]
        let file = IDXFile(pictures: pictures)
        #expect(file.dimensions == [2, 64, 64, 3])
        #expect(try IDXFile(bytes: file.serialized(), file: "x").pictures(file: "x") == pictures)
        #expect(throws: DatasetError.wrongDimensions(file: "y", expected: 4, found: [2, 3])) {
            try IDXFile(dimensions: [2, 3], elements: [1, 2, 3, 4, 5, 6]).pictures(file: "y")
        }
    }
}
