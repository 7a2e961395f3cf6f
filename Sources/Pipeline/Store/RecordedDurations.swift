import Foundation
import Measurements

/// How long the stages of an earlier whole run took: what a run is expected to cost where the store has no history.
///
/// A committed file, in the key of no stage: times change no bytes. A run reads it and never writes it. It has a row for each
/// configuration; those of under a second share one for their declaration, `ercan/encode[*]`, with their mean.
package struct RecordedDurations: Hashable, Sendable {
    package static let path = "\(Workspace.declarationFolder)/durations.csv"
    /// Configurations that take less share a row.
    package static let shortSeconds = 1.0

    static let header = ["stage", "seconds", "profile", "processor"]
    /// More than any stage takes, and few enough for sums of them to be durations.

    package struct Row: Hashable, Sendable {
        /// A configuration, or all short ones of a declaration: `ercan/encode[*]`.
        package let stage: String
        /// Of one core.
        package let seconds: Double
        package let profile: String
        package let processor: String

        package init(stage: String, seconds: Double, profile: String, processor: String) {
            self.stage = stage
            self.seconds = seconds
            self.profile = profile
            self.processor = processor
        }
    }

    /// Sorted by stage.
    package let rows: [Row]
    private let secondsByStage: [String: Double]

    /// - Precondition: No two rows are of the same stage.
    package init(_ rows: [Row] = []) {
        self.rows = rows.sorted { $0.stage < $1.stage }
        secondsByStage = Dictionary(uniqueKeysWithValues: rows.map { ($0.stage, $0.seconds) })
    }

    /// The seconds of one core that an instance took, `nil` for one that the file does not have.
    package func seconds(of stage: StageName) -> Double? {
        secondsByStage[stage.configuration] ?? secondsByStage[Self.shortOnes(of: stage)]
    }

    /// What the run was on; `nil` when its stages were on several.
    package var processor: String? {
        guard let first = rows.first?.processor, rows.allSatisfy({ $0.processor == first }) else { return nil }
        return first
    }

    /// The stage that stands for the short configurations of an instance's declaration.
    static func shortOnes(of stage: StageName) -> String { "\(stage.declaration)[*]" }
}

extension RecordedDurations {
    /// The durations that a workspace holds. Only the profile `paper` is long enough to need them.
    ///
    /// - Parameter warn: Is told, in a sentence, when the file cannot be read; none of it counts then.
    package static func load(
        from files: any WorkspaceFiles, profile: Profile, warn: (String) -> Void
    ) -> RecordedDurations {
        guard profile == .paper else { return RecordedDurations() }
        do {
            guard let data = try files.read(path) else { return RecordedDurations() }
            return try RecordedDurations(parsing: data, profile: profile)
        } catch {
            warn("\(error); the run is estimated without \(path), which `make durations` writes anew")
            return RecordedDurations()
        }
    }

    /// Reads a file; rows of other profiles are passed over.
    ///
    /// - Throws: ``SeparatedValuesError`` at the first line that is none of ours.
    init(parsing data: some Sequence<UInt8>, profile: Profile) throws {
        var seen: Set<[String]> = []
        var rows: [Row] = []
        for line in try SeparatedValues.rows(of: data, header: Self.header, path: Self.path) {
            let (stage, text, name, processor) = (line.fields[0], line.fields[1], line.fields[2], line.fields[3])
            func malformed(_ column: String, _ found: String, expected: String) -> SeparatedValuesError {
                SeparatedValuesError(
                    path: Self.path, line: line.line, column: column,
                    problem: .malformed(found: found, expected: expected))
            }
            guard let seconds = Double(text), Provenance.possibleSeconds.contains(seconds) else {
                throw malformed("seconds", text, expected: "a number of seconds, 0 or more")
            }
            guard seen.insert([stage, name]).inserted else {
                throw malformed("stage", stage, expected: "a stage that stands in no line above")
            }
            if name == profile.name {
                rows.append(Row(stage: stage, seconds: seconds, profile: name, processor: processor))
            }
        }
        self.init(rows)
    }

    /// The file's text.
    package var text: String {
        SeparatedValues.line(Self.header)
            + rows.map { row in
                // Tenths of a second; thousandths where that is most of the number.
                let places = row.seconds < Self.shortSeconds ? 1000.0 : 10
                let seconds = (row.seconds * places).rounded() / places
                return SeparatedValues.line([row.stage, "\(seconds)", row.profile, row.processor])
            }.joined()
    }
}
