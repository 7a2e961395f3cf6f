import Codecs

/// How far a decompressor came: bytes that came out beside those that should, and bytes that were not read.
struct DecompressedLength {
    let expected: Int
    let found: Int
    let unread: Int
    /// Of the compressed data.
    let total: Int

    init(expected: Int, found: Int, unread: Int, of total: Int) {
        (self.expected, self.found, self.unread, self.total) = (expected, found, unread, total)
    }

    /// For data that end by themselves.
    func expectWhole() throws(EmbeddedFileError) {
        guard found == expected else { throw otherLength }
        guard unread == 0 else {
            throw EmbeddedFileError(
                offset: total - unread, problem: .malformed(expected: "the end", found: "\(unread) more bytes"))
        }
    }

    /// Of data that neither ended nor broke a rule: more came out than expected, or all was read.
    var unfinished: EmbeddedFileError {
        found > expected ? otherLength : EmbeddedFileError(offset: total, problem: .truncated(missing: 1))
    }

    func refusal(_ reason: String) -> EmbeddedFileError {
        EmbeddedFileError(offset: total - unread, problem: .refused(reason: reason))
    }

    private var otherLength: EmbeddedFileError {
        EmbeddedFileError(
            offset: total - unread, problem: .otherDimensions(expected: [expected], found: [found]))
    }
}
