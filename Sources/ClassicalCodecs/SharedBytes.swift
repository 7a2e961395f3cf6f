import CompressedFiles
import EntropyCoding

/// What the files of a set have in common: the bytes before and after each one's own.
///
/// In the side tables: the header's length as a base-128 number, header, trailer; nothing at all where nothing is in common.
struct SharedBytes: Equatable {
    let header: [UInt8]
    let trailer: [UInt8]

    init(header: [UInt8] = [], trailer: [UInt8] = []) { (self.header, self.trailer) = (header, trailer) }

    init(around own: Range<Int>, of file: [UInt8]) {
        self.init(header: Array(file[..<own.lowerBound]), trailer: Array(file[own.upperBound...]))
    }

    init(decoding bytes: [UInt8]) throws(PayloadError) {
        guard !bytes.isEmpty else {
            self.init()
            return
        }
        var reader = FileReader(bytes)
        do throws(CompressedFileError) {
            let header = try reader.take(try reader.takeNumber("the length of a header"), "a header")
            self.init(header: Array(header), trailer: Array(bytes[reader.offset...]))
        } catch {
            switch error.problem {
            case .truncated: throw PayloadError(offset: error.offset, problem: .truncated)
            default:
                throw PayloadError(
                    offset: error.offset,
                    problem: .malformedTable(
                        expected: "the length of a header below 2³⁵ in as few bytes as it needs", found: "others"))
            }
        }
    }

    func encoded() -> [UInt8] {
        guard self != SharedBytes() else { return [] }
        var bytes: [UInt8] = []
        bytes.append(number: header.count)
        return bytes + header + trailer
    }

    func joined(with own: ArraySlice<UInt8>) -> [UInt8] { header + own + trailer }
}
