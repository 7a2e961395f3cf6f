import Files
import Foundation
import Pipeline
import Testing

/// The index of the action records: it saves reading them, and is never believed where they say something else.
@Suite("Index of action records")
struct ActionIndexTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "index-\(UUID().uuidString)")
    private var url: URL { folder.appending(path: "actions.index") }

    private func result(_ number: Int, outputs: Int = 1) -> ActionResult {
        let content = { StoredContent(digest: Digest(of: "content \(number) \($0)"), size: number + $0) }
        return ActionResult(
            fingerprint: Fingerprint(digest: Digest(of: "work \(number)")),
            outputs: Dictionary(uniqueKeysWithValues: (0..<outputs).map { ("output-\($0)", content($0)) }))
    }

    private func stamp(_ number: Int) -> FileStamp {
        FileStamp(size: Int64(number), modified: 1, changed: 2, inode: UInt64(number))
    }

    private func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

    private func write(_ bytes: some Sequence<UInt8>) throws { try Data(bytes).write(to: url) }

    /// An index of works 0, 1, 2 with 0, 1, 2 outputs.
    private func fill() {
        let index = ActionIndex(url: url)
        for number in 0..<3 { index.add(result(number, outputs: number), recordedAs: stamp(number)) }
    }

    @Test("what one process adds, it and the next find")
    func finding() {
        defer { try? FileManager.default.removeItem(at: folder) }
        fill()
        for index in [ActionIndex(url: url), ActionIndex(url: url)] {
            for number in 0..<3 {
                let expected = result(number, outputs: number)
                #expect(index.result(of: expected.fingerprint, recordedAs: stamp(number)) == expected)
            }
            #expect(index.result(of: result(3).fingerprint, recordedAs: stamp(3)) == nil)
        }
    }

    @Test("an entry counts for the very file of its record, and the last of several counts")
    func staleness() {
        defer { try? FileManager.default.removeItem(at: folder) }
        fill()
        let old = result(1).fingerprint
        let new = ActionResult(fingerprint: old, outputs: result(7).outputs)
        ActionIndex(url: url).add(new, recordedAs: stamp(7))
        let index = ActionIndex(url: url)
        #expect(index.result(of: old, recordedAs: stamp(1)) == nil)
        #expect(index.result(of: old, recordedAs: stamp(7)) == new)
    }

    @Test("a byte that changed, anywhere, gives no other outputs; the file is mended, and what comes after is found")
    func damage() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        fill()
        let whole = try bytes()
        for place in whole.indices {
            var damaged = whole
            damaged[place] ^= 0x41
            try write(damaged)
            let index = ActionIndex(url: url)
            for number in 0..<3 {
                let expected = result(number, outputs: number)
                let found = index.result(of: expected.fingerprint, recordedAs: stamp(number))
                #expect(found == nil || found == expected, "byte \(place)")
            }
            index.add(result(9), recordedAs: stamp(9))
            #expect(
                ActionIndex(url: url).result(of: result(9).fingerprint, recordedAs: stamp(9)) != nil, "byte \(place)")
        }
    }

    @Test("a file that ends anywhere keeps its whole entries, and what is added after is found")
    func truncation() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        fill()
        let whole = try bytes()
        for count in whole.indices {
            try write(whole[..<count])
            ActionIndex(url: url).add(result(9), recordedAs: stamp(9))
            let index = ActionIndex(url: url)
            for number in 0..<3 {
                let expected = result(number, outputs: number)
                let found = index.result(of: expected.fingerprint, recordedAs: stamp(number))
                #expect(found == nil || found == expected, "\(count) bytes")
            }
            #expect(index.result(of: result(9).fingerprint, recordedAs: stamp(9)) != nil, "\(count) bytes")
        }
    }

    @Test("several writers at once lose no entry")
    func concurrentWriters() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        fill()
        let url = url
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let index = ActionIndex(url: url)
                    for number in 0..<100 { index.add(result(1000 * writer + number), recordedAs: stamp(number)) }
                }
            }
        }
        let index = ActionIndex(url: url)
        for writer in 1..<4 {
            for number in 0..<100 {
                let expected = result(1000 * writer + number)
                #expect(index.result(of: expected.fingerprint, recordedAs: stamp(number)) == expected)
            }
        }
    }

    @Test("a file of mostly superseded entries is written anew with the last of each")
    func compaction() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let writer = ActionIndex(url: url)
        for round in 0..<1100 { writer.add(result(round % 2), recordedAs: stamp(round)) }
        let before = try bytes().count
        let index = ActionIndex(url: url)
        #expect(index.result(of: result(0).fingerprint, recordedAs: stamp(1098)) == result(0))
        #expect(index.result(of: result(1).fingerprint, recordedAs: stamp(1099)) == result(1))
        #expect(try bytes().count < before / 500)
        #expect(ActionIndex(url: url).result(of: result(1).fingerprint, recordedAs: stamp(1099)) == result(1))
    }
}
