import Files
import Foundation
import Synchronization

/// What the records of a folder say of their outputs, in one file: to find a hundred thousand stages up to date by reading a hundred thousand
/// records of JSON takes a minute.
///
/// The records stay the truth. An entry counts only while its record's file is the one that it was made from, by size, times and inode;
/// otherwise the record is read, and the entry made anew. The file can be removed at will: entries come back as records are read.
///
/// Entries are appended, each in one write; of several for one fingerprint the last counts. Whatever is behind a damaged or unfinished entry
/// is not looked at, and the file is written anew without it, as it is when most entries are superseded. A writer that meanwhile appends to
/// the file that was replaced loses its entries, and nothing else.
package final class ActionIndex: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        /// Where in the bytes the entry of a fingerprint begins.
        var offsets: [Key: Int] = [:]
        var isLoaded = false
        /// The entries that a file without the useless ones would have, until it is written.
        var kept: [Int]?
    }

    private let url: URL
    private let state = Mutex(State())

    package init(url: URL) {
        self.url = url
    }

    /// Reads the file, which otherwise the first question does: it takes as long as a tenth of a plan, and can go beside other work. Nothing is
    /// written.
    func prepare() { state.withLock { read(&$0) } }

    /// The outputs of the work whose record has this stamp; `nil` where the index does not know them.
    package func result(of fingerprint: Fingerprint, recordedAs stamp: FileStamp) -> ActionResult? {
        state.withLock { state in
            load(&state)
            guard let offset = state.offsets[Key(fingerprint)] else { return nil }
            guard let entry = Entry(in: state.bytes, at: offset), entry.stamp == stamp,
                entry.result.fingerprint == fingerprint
            else { return nil }
            return entry.result
        }
    }

    /// Keeps what a record says. A failure costs time in the next run, and no result, so it is not reported.
    package func add(_ result: ActionResult, recordedAs stamp: FileStamp) {
        state.withLock { state in
            load(&state)
            guard let bytes = Entry(result: result, stamp: stamp).bytes else { return }
            state.offsets[Key(result.fingerprint)] = state.bytes.count
            state.bytes += bytes
            append(bytes)
        }
    }

    private func append(_ bytes: [UInt8]) {
        var descriptor = open(url.path, O_WRONLY | O_APPEND | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT {
            try? createDirectory(url.deletingLastPathComponent())
            // Of several that find no file, one writes the head; a file never begins without.
            try? writeAtomically(Entry.head, to: url, durable: false)
            descriptor = open(url.path, O_WRONLY | O_APPEND | O_CLOEXEC)
        }
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    private func load(_ state: inout State) {
        read(&state)
        guard let kept = state.kept else { return }
        state.kept = nil
        replace(&state, keeping: kept)
    }

    private func read(_ state: inout State) {
        guard !state.isLoaded else { return }
        state.isLoaded = true
        guard let data = FileManager.default.contents(atPath: url.path) else { return }
        state.bytes = [UInt8](data)
        guard state.bytes.starts(with: Entry.head) else {
            state.kept = []
            return
        }
        var offset = Entry.head.count
        var count = 0
        state.offsets.reserveCapacity(state.bytes.count / Entry.usualSize)
        while let entry = Entry.whole(in: state.bytes, at: offset) {
            state.offsets[entry.key] = offset
            offset = entry.end
            count += 1
        }
        if offset < state.bytes.count || count > 1000 && count > 2 * state.offsets.count {
            state.kept = state.offsets.values.sorted()
        }
    }

    private func replace(_ state: inout State, keeping offsets: [Int]) {
        var kept = Entry.head
        var moved: [Key: Int] = [:]
        for offset in offsets {
            guard let entry = Entry.whole(in: state.bytes, at: offset) else { continue }
            moved[entry.key] = kept.count
            kept += state.bytes[offset..<entry.end]
        }
        (state.bytes, state.offsets) = (kept, moved)
        try? writeAtomically(kept, to: url, durable: false)
    }
}

extension ActionIndex {
    /// A fingerprint in a form that is cheap to look up.
    struct Key: Hashable {
        private let words: (UInt64, UInt64, UInt64, UInt64)

        init(_ fingerprint: Fingerprint) {
            words = fingerprint.digest.bytes.withUnsafeBytes { Key.words(of: $0) }
        }

        /// - Parameter bytes: The 32 of a digest, at least.
        init(_ bytes: UnsafeRawBufferPointer) {
            words = Key.words(of: bytes)
        }

        private static func words(of bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64, UInt64, UInt64) {
            func word(_ index: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self) }
            return (word(0), word(1), word(2), word(3))
        }

        static func == (left: Key, right: Key) -> Bool { left.words == right.words }

        /// The bytes of a digest are as good as any hash of them.
        func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
    }
}
