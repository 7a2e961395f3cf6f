import Foundation
import SourceDigests
import Testing

/// Holds the promise that another look of the report's documents makes no table and no figure anew, on the sources as they are.
@Suite("Keys of documents")
struct DocumentKeysTests {
    @Test("an edit to the page or the paper's HTML is in the key of no kind, and one to the tables is in theirs")
    func documents() throws {
        let files = try PackageSources.content()
        func changed(_ source: String) throws -> Set<String> {
            var edited = files
            edited[source] = try #require(edited[source]) + Array("let edited = true\n".utf8)
            let (before, after) = (KindDigests(files: files).byFolder, KindDigests(files: edited).byFolder)
            return Set(before.keys.filter { before[$0] != after[$0] })
        }
        #expect(try changed("Sources/ReportDocuments/Shared/DocumentStyle.swift").isEmpty)
        #expect(try changed("Sources/Reporting/Tables/TableContent.swift").isSuperset(of: ["RenderTable"]))
    }
}
