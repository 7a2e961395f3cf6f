import Codecs
import Files
import Foundation

/// What many codecs make of the same pictures.
package struct CodecComparison {
    /// One codec's outcome.
    package struct Row {
        package let name: String
        package let setting: String
        package let outcome: CodecOutcome
    }

    /// A codec that could not take part.
    package struct LeftOut: Equatable {
        package let name: String
        package let setting: String
        package let reason: String

        package init(name: String, setting: String, reason: String) {
            (self.name, self.setting, self.reason) = (name, setting, reason)
        }
    }

    /// In rising order of bits per pixel; equal ones in the order of the candidates.
    package let rows: [Row]
    package let leftOut: [LeftOut]

    /// Sends pictures through codecs, one after the other. One that cannot take them is left out.
    ///
    /// - Parameters:
    ///   - pictures: at least one.
    ///   - shown: which of them the rows keep to show, from 0.
    ///   - file: where each codec's file is written, one in the other's place.
    ///   - willTry: is told of each candidate before its turn, and how many went before.
    /// - Throws: `FileError`.
    package init(
        of candidates: [CodecCandidate], on pictures: Pictures, showing shown: Int, file: URL,
        clock: some Clock<Duration>, willTry: (Int, CodecCandidate) -> Void = { _, _ in }
    ) throws {
        var rows: [Row] = [], leftOut: [LeftOut] = []
        for (index, candidate) in candidates.enumerated() {
            willTry(index, candidate)
            do {
                let outcome = try CodecOutcome(
                    of: candidate.codec, on: pictures, showing: shown, file: file, clock: clock)
                rows.append(Row(name: candidate.name, setting: candidate.setting, outcome: outcome))
            } catch let error as FileError {
                throw error
            } catch {
                leftOut.append(LeftOut(name: candidate.name, setting: candidate.setting, reason: "\(error)"))
            }
        }
        self.rows = rows.enumerated().sorted {
            ($0.element.outcome.bytes.total, $0.offset) < ($1.element.outcome.bytes.total, $1.offset)
        }.map(\.element)
        self.leftOut = leftOut
    }
}
