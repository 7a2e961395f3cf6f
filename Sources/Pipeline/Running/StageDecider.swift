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
        return instance.runsAfter.isEmpty
            ? instance.needs : instance.needs + instance.runsAfter.filter(selected.contains)
    }

    /// - Parameter results: Those of the predecessors, at least.
    /// - Throws: ``FileError``, or ``DeclarationErrors`` for a published file that is not there.
    package func decide(_ index: Int, results: InstanceMap<ActionResult>) throws -> Verdict {
        let instance = graph.instances[index]
        let inputs = try instance.inputs.map { input in
            (name: input.name, artifacts: try input.sources.map { try resolve($0, of: input, results: results) })
        }
        let preimage = FingerprintPreimage(
            kind: instance.kind, inputs: inputs.map { ($0.name, $0.artifacts.map(\.keyed)) }, seed: instance.seed)
        let fingerprint = preimage.fingerprint
        if forced.contains(index) { return .run(key(fingerprint, preimage, of: instance, reading: inputs), .forced) }
        if let result = store.finishedResult(of: fingerprint) { return .upToDate(result) }
        let key = key(fingerprint, preimage, of: instance, reading: inputs)
        return .run(key, reason(for: key, of: instance.name))
    }

    /// An artifact as it is in the key, and where it can be read.
    private struct LocatedArtifact {
        let keyed: KeyedArtifact
        /// `nil` for content of the store, which cannot change.
        let workspacePath: String?
    }

    private func key(
        _ fingerprint: Fingerprint, _ preimage: FingerprintPreimage, of instance: StageInstance,
        reading located: [(name: String, artifacts: [LocatedArtifact])]
    ) -> StageKey {
        var inputs = Dictionary(uniqueKeysWithValues: instance.kind.inputs.map { ($0.name, [InputFile]()) })
        var digests: [String: Digest] = [:]
        var contents: Set<Digest> = []
        for (name, artifacts) in located {
            inputs[name] = artifacts.map { artifact in
                let keyed = artifact.keyed
                let url: URL
                if let path = artifact.workspacePath {
                    digests[path] = keyed.digest
                    url = files.location(of: path)
                } else {
                    contents.insert(keyed.digest)
                    url = store.contents.location(of: keyed.digest)
                }
                return InputFile(producer: keyed.producer, output: keyed.output, url: url)
            }
        }
        return StageKey(
            fingerprint: fingerprint, preimage: preimage.value, inputs: inputs, files: digests, contents: contents)
    }

    private func resolve(
        _ source: ArtifactSource, of input: ResolvedInput, results: InstanceMap<ActionResult>
    ) throws -> LocatedArtifact {
        switch source {
        case .output(let stage, let output):
            let content = content(of: output, from: stage, results: results)
            let producer = "\(graph.instances[stage].name)"
            return LocatedArtifact(
                keyed: KeyedArtifact(producer: producer, output: output, digest: content.digest), workspacePath: nil)
        case .file(let path):
            guard let digest = try files.digest(of: path) else {
                throw DeclarationErrors([.init(.missingFile(path: path), at: input.position)])
            }
            return LocatedArtifact(
                keyed: KeyedArtifact(producer: "file:\(path)", output: "", digest: digest), workspacePath: path)
        case .published(let path, let declared, let publisher):
            let producer = "published:\(declared)"
            // A publisher in the same run has run by now: its output is what stands, or is about to stand, at the path.
            if let publisher, selected.contains(publisher.stage) {
                let content = content(of: publisher.output, from: publisher.stage, results: results)
                return LocatedArtifact(
                    keyed: KeyedArtifact(producer: producer, output: "", digest: content.digest), workspacePath: nil)
            }
            guard let digest = try files.digest(of: path) else {
                let stage = publisher.map { "\(graph.instances[$0.stage].name)" }
                let problem: DeclarationProblem.Kind =
                    stage.map { .notPublishedYet(path: path, by: $0) } ?? .missingFile(path: path)
                throw DeclarationErrors([.init(problem, at: input.position)])
            }
            return LocatedArtifact(
                keyed: KeyedArtifact(producer: producer, output: "", digest: digest), workspacePath: path)
        }
    }

    private func content(of output: String, from stage: Int, results: InstanceMap<ActionResult>) -> StoredContent {
        guard let content = results[stage]?.outputs[output] else {
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
