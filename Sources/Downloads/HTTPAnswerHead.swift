/// Reads the heads of the HTTP answers that precede a body: informational answers and redirects, then the final one.
struct HTTPAnswerHead {
    /// The part of a final answer's head that a download needs.
    struct Final: Equatable {
        let status: Int
        let contentLength: Int?
        let contentRange: String?

        /// The position in the file of the body's first byte; `nil` when `Content-Range` is missing or unreadable.
        var firstByte: Int? { status == 206 ? range?.first : 0 }
        /// The file's size by `Content-Range`; `nil` when it is not given.
        var total: Int? { range?.total }

        /// `bytes 100-199/200`, with `*` for an unknown total.
        private var range: (first: Int, total: Int?)? {
            guard let words = contentRange?.split(separator: " "), words.count == 2, words[0].lowercased() == "bytes"
            else { return nil }
            let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let dash = parts[0].firstIndex(of: "-"), let first = Int(parts[0][..<dash])
            else { return nil }
            return (first, Int(parts[1]))
        }
    }

    /// More than this before the body is no HTTP answer.
    private static let maximumBytes = 64 * 1024

    private var pending: [UInt8] = []
    /// Whether nothing has come yet.
    private(set) var isEmpty = true

    /// Takes a piece of the answer.
    ///
    /// - Returns: the final head once it is complete, and the bytes of the body that came with it.
    mutating func consume(_ piece: UnsafeRawBufferPointer) throws -> (Final?, UnsafeRawBufferPointer) {
        isEmpty = isEmpty && piece.isEmpty
        for (index, byte) in piece.enumerated() {
            pending.append(byte)
            guard pending.count <= HTTPAnswerHead.maximumBytes else {
                throw SourceFailure.Reason.malformedAnswer(
                    detail: "more than \(HTTPAnswerHead.maximumBytes) bytes of head")
            }
            guard byte == UInt8(ascii: "\n"), pending.suffix(4) == [13, 10, 13, 10] else { continue }
            let text = String(decoding: pending, as: UTF8.self)
            pending.removeAll(keepingCapacity: true)
            if let final = try HTTPAnswerHead.parse(text) {
                return (final, UnsafeRawBufferPointer(rebasing: piece[(index + 1)...]))
            }
        }
        return (nil, UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// `nil` for a head that another one follows.
    private static func parse(_ text: String) throws -> Final? {
        let lines = text.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else {
            throw SourceFailure.Reason.malformedAnswer(detail: "begins with “\(lines.first?.prefix(40) ?? "")”")
        }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            fields[line[..<colon].lowercased()] = String(value)
        }
        let leadsElsewhere = [301, 302, 303, 307, 308].contains(status) && fields["location"] != nil
        if status < 200 || leadsElsewhere { return nil }
        return Final(
            status: status, contentLength: fields["content-length"].flatMap { Int($0) },
            contentRange: fields["content-range"])
    }
}
