import Files
import Foundation

/// A record's file holds the SHA-256 of itself, so that a changed byte anywhere in it is noticed.
///
/// The digest is the first member of the JSON object, and is taken over the file with zeros in the digest's place. Files from before it was
/// written have none, and count as whole.
enum RecordChecksum {
    private static let prefix = Data("{\n  \"checksum\" : \"".utf8)
    private static let zeros = Data(String(repeating: "0", count: 64).utf8)

    /// - Parameter json: A pretty-printed object that is not empty.
    static func added(to json: Data) -> Data {
        let opening = Data("{\n".utf8)
        precondition(json.starts(with: opening), "a record is a pretty-printed JSON object")
        var file = prefix + zeros + Data("\",\n".utf8) + json.dropFirst(opening.count)
        file.replaceSubrange(place, with: Data(Digest(of: file).hexadecimal.utf8))
        return file
    }

    /// Whether the file is as it was written.
    static func holds(for file: Data) -> Bool {
        guard file.starts(with: prefix), file.count > place.upperBound else { return true }
        var zeroed = file
        zeroed.replaceSubrange(place, with: zeros)
        return Data(Digest(of: zeroed).hexadecimal.utf8) == file[place]
    }

    private static var place: Range<Int> { prefix.count..<prefix.count + zeros.count }
}
