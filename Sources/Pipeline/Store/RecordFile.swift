import Files
import Foundation

/// The file of an action record: JSON for people and programs, with a checksum.
package enum RecordFile {
    /// What is wrong with a file.
    package struct Damage: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    package static func encode(_ record: ActionRecord) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.dateEncodingStrategy = .iso8601
        do {
            return RecordChecksum.added(to: try encoder.encode(record))
        } catch {
            preconditionFailure("the action record of \(record.stage) cannot be encoded: \(error)")
        }
    }

    /// - Returns: `nil` for a record of another format version, which may hold anything else.
    package static func decode(_ file: Data, expecting fingerprint: Fingerprint) throws(Damage) -> ActionRecord? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let version = try? decoder.decode(RecordVersion.self, from: file) else {
            throw Damage(description: "it is no action record")
        }
        guard version.version == ActionRecord.currentVersion else { return nil }
        guard RecordChecksum.holds(for: file) else { throw Damage(description: "its checksum is another") }
        guard let record = try? decoder.decode(ActionRecord.self, from: file) else {
            throw Damage(description: "it is no action record")
        }
        guard record.fingerprint == fingerprint else {
            throw Damage(description: "it names the fingerprint \(record.fingerprint)")
        }
        guard record.isPossible else { throw Damage(description: "it has a size or a duration that nothing has") }
        return record
    }
}

extension ActionRecord {
    /// Whether its numbers can be reckoned with: a checksum tells that they are as they were written, not that a program of ours wrote them.
    fileprivate var isPossible: Bool {
        let usage = provenance.usage
        let seconds =
            [provenance.seconds, usage.userSeconds, usage.systemSeconds]
            + (provenance.failedAttempts ?? []).map(\.seconds)
        return seconds.allSatisfy(Provenance.possibleSeconds.contains)
            && (outputs.values.map(\.size) + [usage.peakMemoryKibibytes]).allSatisfy((0...1 << 50).contains)
    }
}

private struct RecordVersion: Decodable {
    let version: Int
}
