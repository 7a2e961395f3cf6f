import ArgumentParser
import Foundation
import Pipeline
import Stages

struct GarbageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc", abstract: "Make room in the store: take out old results, or as many as are too large.",
        discussion: """
            What results of the current declarations need stays, in every profile, and so does what `bottleneck pin` names. Of the rest, results \
            that were used longest ago go first. Records stay, marked as evicted, so that `why` and `show` still know of them; the stages run \
            again when somebody wants them. Without a limit only leftovers go: of killed runs, older than a day. During a run nothing is removed.

            For example: bottleneck gc --older-than 30d --max-size 5GB --dry-run
            """)

    @OptionGroup var options: WorkspaceLocation

    @OptionGroup var answer: AnswerOptions

    @Option(help: "How much content may stay, such as 5GB.", transform: byteCount)
    var maxSize: ByteCount?

    @Option(help: "Take out what was last used so long ago, such as 30d (min, h, d, w).", transform: age)
    var olderThan: Age?

    @Flag(help: "Also take out what results of the current declarations need (not what is pinned).")
    var all = false

    @Flag(name: [.long, .customShort("n")], help: "Say what would go, and take out nothing.")
    var dryRun = false

    func validate() throws {
        if all, maxSize == nil, olderThan == nil {
            throw ValidationError("--all needs a limit: --max-size 0 takes out everything that is not pinned")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            // Held over the choice too: what a run makes meanwhile would not be among what is in use.
            let use = try dryRun ? nil : opened.store.locks.tryLock(Store.useLock)
            guard dryRun || use != nil else { throw StoreInUse(folder: opened.workspace.layout.folder.path) }
            defer { withExtendedLifetime(use) {} }
            let now = Date()
            let cleaning = StoreCleaning(
                of: opened.store, keeping: try kept(in: opened), leftovers: opened.workspace.layout.leftovers,
                limits: .init(maximumBytes: maxSize?.bytes, maximumAge: olderThan?.seconds), now: now)
            if !dryRun { try cleaning.carryOut(in: opened.store, now: now) }
            try answer.print(cleaning, text: cleaning.text(isDryRun: dryRun, listing: dryRun))
        }
    }

    private func kept(in opened: OpenWorkspace) throws -> Set<Fingerprint> {
        let graphs = try opened.graphsOfAllProfiles()
        let pinned = try Pins(at: opened.workspace.layout.pins)
            .pinned(among: opened.store.actions.all(), graphs: graphs)
        if all { return pinned }
        let inUse = try ResultsInUse(
            of: graphs, store: opened.store, history: opened.history, files: opened.workspace.files)
        return pinned.union(inUse.records)
    }
}

private func byteCount(_ text: String) throws -> ByteCount {
    guard let count = ByteCount(text) else {
        throw ValidationError("“\(text)” is no amount of bytes; write for example 5GB, 500MB or 2GiB")
    }
    return count
}

private func age(_ text: String) throws -> Age {
    guard let age = Age(text) else {
        throw ValidationError("“\(text)” is no length of time; write for example 30d, 12h, 2w or 90min")
    }
    return age
}

/// A store that a run is using.
struct StoreInUse: Error, CustomStringConvertible {
    let folder: String

    var description: String {
        "a run is using the store \(folder), so nothing is removed; try again when it has ended (--dry-run works meanwhile)"
    }
}
