import Files
import Foundation

/// How long each instance last took, and under which fingerprints: what estimates of time and the search for an earlier record need.
///
/// An index of the action records as tab-separated lines, appended to, and read once in a run that has something to do. It can be removed at will: it is
/// built again from the records.
package struct RunHistory: Sendable {
    package struct Entry: Hashable, Sendable {
        package let stage: String
        package let profile: String
        package let fingerprint: Fingerprint
        package let seconds: Double

        package init(stage: String, profile: String, fingerprint: Fingerprint, seconds: Double) {
            self.stage = stage
            self.profile = profile
            self.fingerprint = fingerprint
            self.seconds = seconds
        }
    }

    /// How many works of an instance and a profile are remembered: what a changed key is compared with.
    static let worksRemembered = 4

    /// Shared by copies until one of them learns something new.
    private var index: Index

    /// What is expected of stages that have no history here.
    package var recorded = RecordedDurations()

    /// - Parameter entries: Oldest first.
    package init(_ entries: some Sequence<Entry>) {
        let content = Index.Content(entries)
        index = Index { content }
    }

    /// - Parameter load: Gives the entries, oldest first, when the first of them is asked for: a run with nothing to do asks for none.
    init(loading load: @escaping @Sendable () -> [Entry]) {
        index = Index { Index.Content(load()) }
    }

    package mutating func add(_ entry: Entry) {
        var content = index.content
        content.add(entry)
        index = Index { [content] in content }
    }

    /// The newest entry of an instance, of the same profile where there is one.
    package func newest(of stage: StageName, profile: Profile) -> Entry? {
        let entries = index.content.byStage["\(stage)"] ?? []
        return entries.last { $0.profile == profile.name } ?? entries.last
    }

    /// What an instance's records can be found under, the newest first, each once, whatever the profile.
    package func works(of stage: String) -> [Fingerprint] {
        var seen: Set<Fingerprint> = []
        return (index.content.byStage[stage] ?? []).reversed().map(\.fingerprint).filter { seen.insert($0).inserted }
    }

    /// How long an instance will likely take: as long as last time, else as its replicates took on average, else as recorded of an earlier
    /// run, else as the other instances of its declaration took on average, else `nil`. Other profiles train for longer or shorter, so
    /// their times say nothing.
    package func expectedDuration(of stage: StageName, profile: Profile) -> ExpectedDuration? {
        if let own = index.content.seconds(of: "\(stage)", profile: profile) {
            return ExpectedDuration(seconds: own, source: .history)
        }
        if let alike = index.average(ofConfiguration: stage.configuration, profile: profile) {
            return ExpectedDuration(seconds: alike, source: .history)
        }
        if let seconds = recorded.seconds(of: stage) { return ExpectedDuration(seconds: seconds, source: .recorded) }
        return index.average(ofDeclaration: stage.declaration, profile: profile)
            .map { ExpectedDuration(seconds: $0, source: .history) }
    }

    package func expectedSeconds(of stage: StageName, profile: Profile) -> Double? {
        expectedDuration(of: stage, profile: profile)?.seconds
    }

    /// The remembered entries, stages by name, of each the oldest first: the index without what later lines made obsolete.
    package var entries: [Entry] { index.content.byStage.sorted { $0.key < $1.key }.flatMap(\.value) }
}

/// What a stage will likely take, and who says so.
package struct ExpectedDuration: Hashable, Sendable {
    package enum Source: Sendable {
        /// Work that this store has seen.
        case history
        /// The file of an earlier run's durations.
        case recorded
    }

    package let seconds: Double
    package let source: Source
}

/// The history's file.
package struct RunHistoryFile: Sendable {
    private let url: URL

    package init(url: URL) {
        self.url = url
    }

    /// Reads the index, once it is needed; builds it from the records when it is not there. Lines that cannot be read are left out.
    package func load(from records: any ActionCache) -> RunHistory {
        RunHistory { read(from: records).entries }
    }

    private func read(from records: any ActionCache) -> RunHistory {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            let history = RunHistory(
                records.all().sorted { $0.provenance.finished < $1.provenance.finished }.map(RunHistory.Entry.init))
            if !history.entries.isEmpty { replace(with: history) }
            return history
        }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        let history = RunHistory(lines.compactMap(RunHistory.Entry.init(line:)))
        let entries = history.entries.count
        if lines.count > 1000, lines.count > 4 * entries { replace(with: history) }
        return history
    }

    /// Adds one line, in one write. A failure loses an estimate, no result, so it is not reported.
    package func append(_ entry: RunHistory.Entry) {
        let descriptor = open(url.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let line = Array((entry.line + "\n").utf8)
        _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    private func replace(with history: RunHistory) {
        let text = history.entries.map { $0.line + "\n" }.joined()
        try? writeAtomically(Array(text.utf8), to: url, durable: false)
    }
}

extension RunHistory.Entry {
    package init(_ record: ActionRecord) {
        self.init(
            stage: record.stage, profile: record.provenance.profile, fingerprint: record.fingerprint,
            seconds: record.provenance.seconds)
    }

    fileprivate init?(line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 4, let digest = Digest(hexadecimal: fields[2]), let seconds = Double(fields[3]),
            Provenance.possibleSeconds.contains(seconds)
        else { return nil }
        self.init(
            stage: String(fields[0]), profile: String(fields[1]), fingerprint: Fingerprint(digest: digest),
            seconds: seconds)
    }

    fileprivate var line: String { "\(stage)\t\(profile)\t\(fingerprint)\t\(seconds)" }
}
