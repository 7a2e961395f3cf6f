import Foundation
import Measurements
import ReportDocuments
import Testing

@Suite("Pictures on the page")
struct PagePicturesTests {
    private static let header =
        "column,row,image,class,choice,method,setting,fileImages,fileHeaderBytes,fileSideTableBytes,filePayloadBytes,"
        + "fileBitsPerPixel,filePeakSignalToNoiseRatio,aloneHeaderBytes,aloneSideTableBytes,alonePayloadBytes,"
        + "meanSquaredError,peakSignalToNoiseRatio\n"

    private static let rows =
        header
        + "0,1,7,0,class-median,</script>,\"a[b=1,c=2]/3\",100,10,20,300,0.25,21.5,10,5,3,0.001,30\n"
        + "1,1,9,1,class-median,</script>,\"a[b=1,c=2]/3\",100,10,20,300,0.25,21.5,10,5,4,0.002,27\n"
        + "0,2,7,0,class-median,PNG,png,100,11,0,9000,1.5,,11,0,90,0,\n"
        + "1,2,9,1,class-median,PNG,png,100,11,0,9000,1.5,,11,0,91,0,\n"

    /// As much of a PNG file as tells its size.
    private static func picture(_ width: Int, _ height: Int) -> Data {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        for number in [width, height] { bytes += [24, 16, 8, 0].map { UInt8(number >> $0 & 255) } }
        return Data(bytes)
    }

    private static func set(
        _ rows: String = rows, sprite: Data = picture(56, 84), differences: Data = picture(56, 84)
    ) throws -> PagePictures {
        try PagePictures(
            name: "digits", rows: Data(rows.utf8), sprite: sprite, differences: differences,
            path: "results/pictures/digits.csv")
    }

    private static func page(_ pictures: [PagePictures]) -> String {
        ReportPage(profile: "paper", claims: [], tables: [], figures: [], pictures: pictures, stages: []).text
    }

    @Test("the page holds both pictures and all numbers, and a name stays a name")
    func page() throws {
        let page = Self.page([try Self.set()])
        let encoded = Self.picture(56, 84).base64EncodedString()
        #expect(page.ranges(of: "src=\"data:image/png;base64,\(encoded)\"").count == 2)
        #expect(page.contains("<a href=\"#pictures\">Pictures</a>"))
        #expect(page.contains("<td>&lt;/script&gt;</td><td><code>a[b=1,c=2]/3</code></td>"))
        #expect(page.contains("<td class=\"number\">0.250</td><td class=\"number\">21.50</td>"))
        #expect(page.contains("<td class=\"number\">1.500</td><td class=\"number\">∞</td>"))
        let begin = try #require(page.firstRange(of: "<script type=\"application/json\">")).upperBound
        let end = try #require(page[begin...].firstRange(of: "</script>")).lowerBound
        let content = try JSONSerialization.jsonObject(with: Data(page[begin..<end].utf8)) as? [String: [[String: Any]]]
        #expect(content?["columns"]?.map { $0["image"] as? Int } == [7, 9])
        let methods = try #require(content?["methods"])
        #expect(methods.map { $0["name"] as? String } == ["</script>", "PNG"])
        let cells = try #require(methods[0]["cells"] as? [[String: Any]])
        #expect(cells.map { $0["peakSignalToNoiseRatio"] as? Double } == [30, 27])
        #expect(cells.map { ($0["alone"] as? [String: Int])?["payload"] } == [3, 4])
        #expect(methods[0]["file"] as? [String: Int] == ["header": 10, "sideTables": 20, "payload": 300])
    }

    @Test("a page without pictures says nothing of them")
    func none() {
        let page = Self.page([])
        #expect(!page.contains("id=\"pictures\"") && !page.contains("href=\"#pictures\""))
    }

    @Test(
        "lines that do not go method by method through the same images are refused with the first that does not",
        arguments: [
            (rows.replacing("1,2,9,1", with: "1,2,8,1"), 5), (rows.replacing("1,1,9,1", with: "1,2,9,1"), 3),
            (rows.split(separator: "\n").dropLast().joined(separator: "\n") + "\n", 5), (header, 2),
        ])
    func order(rows: String, line: Int) {
        let error = #expect(throws: PagePicturesError.self) { try Self.set(rows) }
        #expect(error == .order(file: "results/pictures/digits.csv", line: line))
    }

    @Test("a picture of another size than its lines say is refused, as is what is none, and a number that is none")
    func sizes() {
        #expect(throws: PagePicturesError.size(file: "digits-differences.png", expected: [56, 84], found: [56, 112])) {
            try Self.set(differences: Self.picture(56, 112))
        }
        #expect(throws: PagePicturesError.size(file: "digits.png", expected: [56, 84], found: [])) {
            try Self.set(sprite: Data("GIF".utf8))
        }
        for wrong in ["nan", "inf", "1,5", ""] {
            #expect(throws: SeparatedValuesError.self) { try Self.set(Self.rows.replacing("0.001", with: wrong)) }
        }
    }
}
