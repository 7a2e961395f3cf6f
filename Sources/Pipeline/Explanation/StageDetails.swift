import Files
import Foundation

/// All that is known of a stage that has run: its key, what it read and made, how it went, and where things lie.
package struct StageDetails: Encodable, Sendable {
    package let stage: String
    package let kind: String
    package let fingerprint: Fingerprint
    /// Whether this is the work as it is declared now, and all of its outputs are there.
    package let isUpToDate: Bool
    /// When outputs of it were taken out of the store to make room; `nil` where all are there.
    package let evicted: Date?
    /// Every field of the key.
    package let key: CanonicalValue
    package let inputs: [Input]
    package let outputs: [Output]
    package let provenance: Provenance
    /// The folder of `stdout.log` and `stderr.log`; `nil` when it is gone.
    package let log: String?

    package struct Input: Encodable, Hashable, Sendable {
        package let name: String
        /// The instance, or the file, that it came from.
        package let producer: String
        /// Of the producer; empty for a file.
        package let output: String
        package let digest: Digest
        /// Where its content lies in the store; `nil` where it is not there, as that of a file never is.
        package let path: String?
    }

    package struct Output: Encodable, Hashable, Sendable {
        package let name: String
        package let digest: Digest
        /// Bytes.
        package let size: Int
        /// Where it lies in the store; `nil` when it is gone.
        package let path: String?
        package let publications: [Published]
    }

    /// A path of the workspace that an output is copied to.
    package struct Published: Encodable, Hashable, Sendable {
        package enum State: String, Encodable, Sendable {
            case current
            /// Something else is at the path.
            case different
            case missing
        }

        package let path: String
        package let state: State
    }

    /// - Parameters:
    ///   - verdict: On the instance, by the plan of a run.
    ///   - layout: Where logs are looked for; `nil` for a store that has no folder.
    /// - Throws: ``NoRecord`` where the instance never ran, ``FileError`` for a published file that cannot be read.
    package init(
        of instance: StageInstance, verdict: Verdict?, store: Store, history: RunHistory, profile: Profile,
        files: any WorkspaceFiles, layout: StoreLayout?
    ) throws {
        let record: ActionRecord
        if case .upToDate(let result) = verdict, let current = store.actions.lookUp(result.fingerprint) {
            (record, isUpToDate) = (current, true)
        } else if let earlier = Self.newest(of: instance.name, store: store, history: history, profile: profile) {
            (record, isUpToDate) = (earlier, false)
        } else {
            throw NoRecord(stage: instance.name)
        }
        stage = record.stage
        kind = record.kind
        fingerprint = record.fingerprint
        evicted = store.finished(record.fingerprint) == nil ? record.evicted : nil
        key = record.preimage
        provenance = record.provenance
        func path(_ digest: Digest) -> String? {
            store.contents.contains(digest) ? store.contents.location(of: digest).path : nil
        }
        inputs = record.preimage.keyedInputs.sorted { $0.key < $1.key }.flatMap { name, artifacts in
            artifacts.map {
                Input(name: name, producer: $0.producer, output: $0.output, digest: $0.digest, path: path($0.digest))
            }
        }
        outputs = try record.outputs.sorted { $0.key < $1.key }.map { name, content in
            Output(
                name: name, digest: content.digest, size: content.size, path: path(content.digest),
                publications: try instance.publications.filter { $0.output == name }.map { publication in
                    let found = try files.digest(of: publication.path)
                    return Published(
                        path: publication.path,
                        state: found == nil ? .missing : found == content.digest ? .current : .different)
                })
        }
        log = layout.map { $0.logs(of: record.fingerprint).path }.flatMap { access($0, F_OK) == 0 ? $0 : nil }
    }

    private static func newest(
        of name: StageName, store: Store, history: RunHistory, profile: Profile
    ) -> ActionRecord? {
        let works = [history.newest(of: name, profile: profile)?.fingerprint].compactMap { $0 }
        return (works + history.works(of: "\(name)")).lazy.compactMap(store.actions.lookUp).first
    }
}

/// A stage that left no record.
package struct NoRecord: Error, Equatable, CustomStringConvertible {
    package let stage: StageName

    package var description: String {
        "\(stage) has not run yet, so there is nothing to show; `bottleneck run '\(stage)'` runs it"
    }
}
