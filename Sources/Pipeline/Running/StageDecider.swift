import Files
import Foundation

/// Decides whether a stage is up to date. The dry run and the run ask the same code.
package struct StageDecider: Sendable {
    private let graph: StageGraph
    private let store: Store
    private let files: any WorkspaceFiles
    private let history: RunHistory
    private let selected: Set<Int>
    private let forced: Set<Int>

    package init(
        graph: StageGraph, store: Store, files: any WorkspaceFiles, history: RunHistory, selected: Set<Int>,
        forced: Set<Int>
    ) {
        self.graph = graph
        self.store = store
        self.files = files
        self.history = history
        self.selected = selected
        self.forced = forced
    }

    /// The instances that go before this one in this run.
    package func predecessors(of index: Int) -> [Int] {
        let instance = graph.instances[index]
        return instance.needs + instance.runsAfter.filter(selected.contains)
    }

    /// - Parameter records: Those of the predecessors, at least.
    /// - Throws: ``FileError``, or ``DeclarationErrors`` for a published file that is not there.
    package func decide(_ index: Int, records: [Int: ActionRecord]) throws -> Verdict {
        let key = try key(of: index, records: records)
        if forced.contains(index) { return .run(key, .forced) }
        if let record = store.finished(key.fingerprint) { return .upToDate(record) }
        return .run(key, reason(for: key, of: graph.instances[index].name))
    }

    private func key(of index: Int, records: [Int: ActionRecord]) throws -> StageKey {
        let instance = graph.instances[index]
        var keyed: [(name: String, artifacts: [KeyedArtifact])] = []
        var inputs = Dictionary(uniqueKeysWithValues: instance.kind.inputs.map { ($0.name, [InputFile]()) })
        var digests: [String: Digest] = [:]
        var contents: Set<Digest> = []
        for input in instance.inputs {
            var artifacts: [KeyedArtifact] = []
            for source in input.sources {
                let (artifact, location) = try resolve(source, of: input, records: records)
                if let path = location.workspacePath {
                    digests[path] = artifact.digest
                } else {
                    contents.insert(artifact.digest)
                }
                artifacts.append(artifact)
                inputs[input.name]?.append(
                    InputFile(producer: artifact.producer, output: artifact.output, url: location.url))
            }
            keyed.append((input.name, artifacts))
        }
        let preimage = FingerprintPreimage(kind: instance.kind, inputs: keyed, seed: instance.seed)
        return StageKey(
            fingerprint: preimage.fingerprint, preimage: preimage.value, inputs: inputs, files: digests,
            contents: contents)
    }

    private struct Location {
        let url: URL
        /// `nil` for content of the store, which cannot change.
        let workspacePath: String?
    }

    private func resolve(
        _ source: ArtifactSource, of input: ResolvedInput, records: [Int: ActionRecord]
    ) throws -> (KeyedArtifact, Location) {
        switch source {
        case .output(let stage, let output):
            let content = content(of: output, from: stage, records: records)
            let producer = "\(graph.instances[stage].name)"
            return (
                KeyedArtifact(producer: producer, output: output, digest: content.digest),
                Location(url: store.contents.location(of: content.digest), workspacePath: nil)
            )
        case .file(let path):
            guard let digest = try files.digest(of: path) else {
                throw DeclarationErrors([.init(.missingFile(path: path), at: input.position)])
            }
            return (
                KeyedArtifact(producer: "file:\(path)", output: "", digest: digest),
                Location(url: files.location(of: path), workspacePath: path)
            )
        case .published(let path, let declared, let publisher):
            let producer = "published:\(declared)"
            // A publisher in the same run has run by now: its output is what stands, or is about to stand, at the path.
            if let publisher, selected.contains(publisher.stage) {
                let content = content(of: publisher.output, from: publisher.stage, records: records)
                return (
                    KeyedArtifact(producer: producer, output: "", digest: content.digest),
                    Location(url: store.contents.location(of: content.digest), workspacePath: nil)
                )
            }
            guard let digest = try files.digest(of: path) else {
                let stage = publisher.map { "\(graph.instances[$0.stage].name)" }
                let problem: DeclarationProblem.Kind =
                    stage.map { .notPublishedYet(path: path, by: $0) } ?? .missingFile(path: path)
                throw DeclarationErrors([.init(problem, at: input.position)])
            }
            return (
                KeyedArtifact(producer: producer, output: "", digest: digest),
                Location(url: files.location(of: path), workspacePath: path)
            )
        }
    }

    private func content(of output: String, from stage: Int, records: [Int: ActionRecord]) -> StoredContent {
        guard let content = records[stage]?.outputs[output] else {
            preconditionFailure("\(graph.instances[stage].name) has no finished output '\(output)' to decide with")
        }
        return content
    }

    private func reason(for key: StageKey, of name: StageName) -> RebuildReason {
        if let record = store.actions.lookUp(key.fingerprint) {
            if let date = record.evicted { return .evicted(date) }
            let gone = record.outputs.filter { !store.contents.contains($0.value.digest) }.keys.sorted()
            return .outputGone(gone.first ?? "")
        }
        let works = history.works(of: "\(name)")
        if works.isEmpty { return .neverRan }
        guard let nearest = KeyComparison(of: key.preimage, with: works, in: store.actions) else {
            return .noComparableRecord
        }
        return .changed(nearest.changes, since: nearest.record.fingerprint)
    }
}
