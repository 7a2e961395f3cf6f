import Files

/// The stages whose key differs from that of finished work in the sources of their kind alone, and so may have made what they would make.
///
/// Their inputs count as what earlier work made, where that is a candidate itself: if the candidates hold, so do the inputs.
package struct AcceptancePlan: Sendable {
    /// A stage, its key now, and the newest work that differs in its sources alone.
    package struct Candidate: Sendable {
        package let index: Int
        package let key: StageKey
        package let earlier: ActionRecord
    }

    /// In an order in which they could run.
    package let candidates: [Candidate]
    /// The results of what is up to date.
    package let upToDate: [Int: ActionResult]
    /// What can be neither, and why: it has to run, or waits for these.
    package let others: [(index: Int, verdict: Verdict)]

    /// - Parameter selected: closed under needs.
    /// - Throws: ``FileError``, or ``DeclarationErrors`` for a published file that is not there.
    /// - Cost: reads all action records.
    package init(of selected: Set<Int>, in graph: StageGraph, by decider: StageDecider, store: Store) throws {
        let earlier = EarlierWork(store)
        var results = InstanceMap<ActionResult>(instances: graph.instances.count)
        var candidates: [Candidate] = []
        var upToDate: [Int: ActionResult] = [:]
        var others: [(index: Int, verdict: Verdict)] = []
        for index in graph.order where selected.contains(index) {
            let open = decider.predecessors(of: index).filter { results[$0] == nil }
            guard open.isEmpty else {
                others.append((index, .mayRun(waitingFor: open)))
                continue
            }
            let verdict = try decider.decide(index, results: results)
            switch verdict {
            case .upToDate(let result):
                results[index] = result
                upToDate[index] = result
            case .run(let key, _):
                // What this very key once made, though its outputs are gone, says more than what other sources made.
                let known = store.actions.lookUp(key.fingerprint)?.outputs
                guard let record = earlier.differing(fromSourcesOf: key.preimage),
                    known == nil || known == record.outputs
                else {
                    others.append((index, verdict))
                    continue
                }
                results[index] = record.result
                candidates.append(Candidate(index: index, key: key, earlier: record))
            case .mayRun: preconditionFailure("\(graph.instances[index].name) is decided on once its needs are known")
            }
        }
        (self.candidates, self.upToDate, self.others) = (candidates, upToDate, others)
    }

    /// Candidates drawn at random: so many, but at least one of each kind, since a change may touch one kind and not another.
    package func sample(_ count: Int, in graph: StageGraph, using generator: inout some RandomNumberGenerator)
        -> [Candidate]
    {
        var kinds: Set<String> = []
        let shuffled = candidates.shuffled(using: &generator)
        let firsts = shuffled.filter { kinds.insert(graph.instances[$0.index].kind.name).inserted }
        let drawn = Set(firsts.map(\.index))
        let rest = shuffled.filter { !drawn.contains($0.index) }
        return (firsts + rest.prefix(max(0, count - firsts.count))).sorted { $0.index < $1.index }
    }
}

/// Finished work whose outputs are still there, by its key without the sources.
private struct EarlierWork {
    private var records: [Digest: ActionRecord] = [:]

    init(_ store: Store) {
        for record in store.actions.all() where store.finished(record.fingerprint) != nil {
            let key = record.preimage.digestWithoutSources
            if let other = records[key], other.provenance.finished >= record.provenance.finished { continue }
            records[key] = record
        }
    }

    func differing(fromSourcesOf preimage: CanonicalValue) -> ActionRecord? { records[preimage.digestWithoutSources] }
}

extension CanonicalValue {
    /// Of the fields as text: a record that was read from a file has whole numbers where the key had 1.0.
    fileprivate var digestWithoutSources: Digest {
        Digest(
            of: leaves.filter { $0.path != FingerprintPreimage.sourcesField }.map { "\($0.path)=\($0.text)" }.sorted()
                .joined(separator: "\n"))
    }
}
