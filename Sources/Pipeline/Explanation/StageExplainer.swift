/// Explains verdicts, by the decisions of a plan and the records of a store.
package struct StageExplainer {
    private let graph: StageGraph
    private let plan: RunPlan
    private let actions: any ActionCache
    private let history: RunHistory

    /// - Parameter plan: Of everything that the stages in question lead to: what they need, and what publishes files that they read.
    package init(graph: StageGraph, plan: RunPlan, actions: any ActionCache, history: RunHistory) {
        self.graph = graph
        self.plan = plan
        self.actions = actions
        self.history = history
    }

    /// - Precondition: The plan has the stage.
    /// - Cost: Reads a few records for each stage on the way.
    package func explain(_ index: Int) -> StageExplanation {
        var trail = Trail()
        trail.visit(index, from: nil)
        while let visit = trail.next() {
            let found = step(for: visit)
            trail.steps.append(found.step)
            for (input, old) in found.follow { trail.visit(input, from: visit.index, old: old) }
        }
        return StageExplanation(steps: trail.steps, rootCauses: rootCauses(of: trail))
    }

    /// An output by its content.
    private struct OldOutput {
        let name: String
        let digest: String
    }

    private struct Visit {
        let index: Int
        /// What the stage gave before, where its output is why it is looked at.
        let old: OldOutput?
    }

    /// The stages that were looked at, breadth first.
    private struct Trail {
        var steps: [StageExplanation.Step] = []
        private var visits: [Visit] = []
        private var cameFrom: [Int: Int?] = [:]

        mutating func visit(_ index: Int, from parent: Int?, old: OldOutput? = nil) {
            guard cameFrom[index] == nil else { return }
            cameFrom[index] = .some(parent)
            visits.append(Visit(index: index, old: old))
        }

        func next() -> Visit? { steps.count < visits.count ? visits[steps.count] : nil }

        /// From the stage that was asked about to that of a step.
        func path(to step: Int) -> [Int] {
            var path = [visits[step].index]
            while let last = path.last, let parent = cameFrom[last] ?? nil { path.append(parent) }
            return path.reversed()
        }
    }

    private typealias Found = (step: StageExplanation.Step, follow: [(Int, OldOutput?)])

    private func step(for visit: Visit) -> Found {
        switch plan.verdicts[visit.index] {
        case .upToDate(let result): return stepOfFinished(visit, result)
        case .run(let key, let reason): return stepToRun(visit.index, key, reason)
        case .mayRun(let waiting): return stepThatWaits(visit.index, for: waiting)
        case nil: preconditionFailure("\(graph.instances[visit.index].name) is not in the plan that explains it")
        }
    }

    /// Why a record is not the one before: that which made the old output, else the nearest that is older.
    private func stepOfFinished(_ visit: Visit, _ result: ActionResult) -> Found {
        guard let record = actions.lookUp(result.fingerprint) else {
            // Removed, or found damaged, since the plan was made.
            var step = StageExplanation.Step(
                stage: "\(graph.instances[visit.index].name)", state: .upToDate, record: nil, earlier: nil)
            step.reason = .noEarlierRecord
            return (step, [])
        }
        let works = history.works(of: record.stage).filter { $0 != record.fingerprint }
        let isFollowed = visit.old != nil
        let maker = visit.old.flatMap { old in
            KeyComparison(of: record.preimage, with: works, in: actions) {
                $0.outputs[old.name]?.digest.hexadecimal == old.digest
            }
        }
        let nearest =
            maker
            ?? KeyComparison(of: record.preimage, with: works, in: actions) {
                $0.provenance.finished <= record.provenance.finished
            }
        var step = StageExplanation.Step(
            stage: record.stage, state: isFollowed ? .ranAnew : .upToDate, record: .init(record),
            earlier: nearest.map { .init($0.record) })
        guard let nearest else {
            if isFollowed { step.reason = works.isEmpty ? .otherBytes : .noEarlierRecord }
            return (step, [])
        }
        return compared(step, visit.index, from: nearest.record, to: .init(record))
    }

    private func stepToRun(_ index: Int, _ key: StageKey, _ reason: RebuildReason) -> Found {
        let name = "\(graph.instances[index].name)"
        var earlier: ActionRecord?
        if case .changed(_, let fingerprint) = reason { earlier = actions.lookUp(fingerprint) }
        var step = StageExplanation.Step(
            stage: name, state: .run, record: nil, earlier: earlier.map { .init($0) })
        switch reason {
        case .neverRan: step.reason = .neverRan
        case .outputGone(let output): step.reason = .outputGone(output)
        case .evicted(let date): step.reason = .evicted(date)
        case .noComparableRecord: step.reason = .noEarlierRecord
        case .forced: break
        case .changed:
            guard let earlier else { break }
            return compared(
                step, index, from: earlier, to: .init(key.preimage, of: graph.instances[index].kind))
        }
        return (step, [])
    }

    /// Its own fields are known; its inputs only once the others have run.
    private func stepThatWaits(_ index: Int, for waiting: [Int]) -> Found {
        let instance = graph.instances[index]
        let own = FingerprintPreimage(kind: instance.kind, inputs: [], seed: instance.seed).value
        let works = history.works(of: "\(instance.name)")
        let nearest = works.lazy.compactMap(actions.lookUp).map { record in
            (
                record,
                StageExplanation.Difference.differences(
                    from: .init(record), to: .init(own, of: instance.kind), onlyOwnFields: true)
            )
        }.min { $0.1.count < $1.1.count }
        var step = StageExplanation.Step(
            stage: "\(instance.name)", state: .mayRun, record: nil, earlier: nearest.map { .init($0.0) })
        step.differences = nearest?.1 ?? []
        if nearest == nil { step.reason = works.isEmpty ? .neverRan : .noEarlierRecord }
        step.waitsFor = waiting.map { "\(graph.instances[$0].name)" }
        return (step, waiting.map { ($0, nil) })
    }

    private func compared(
        _ step: StageExplanation.Step, _ index: Int, from old: ActionRecord, to new: StageExplanation.Difference.Work
    ) -> Found {
        let makers = makers(of: index)
        var step = step
        var follow: [(Int, OldOutput?)] = []
        step.differences = StageExplanation.Difference.differences(from: .init(old), to: new).map { difference in
            guard difference.field == .input, let digest = difference.old, difference.new != nil,
                let artifact = difference.artifact, let maker = makers[artifact]
            else { return difference }
            follow.append((maker.stage, OldOutput(name: maker.output, digest: digest)))
            var difference = difference
            difference.madeBy = "\(graph.instances[maker.stage].name)"
            return difference
        }
        return (step, follow)
    }

    /// Who makes the artifacts that an instance reads, by their names in the key.
    private func makers(of index: Int) -> [String: ArtifactSource.Publisher] {
        var makers: [String: ArtifactSource.Publisher] = [:]
        for source in graph.instances[index].inputs.flatMap(\.sources) {
            switch source {
            case .output(let stage, let output):
                makers["\(graph.instances[stage].name).\(output)"] = .init(stage: stage, output: output)
            case .published(_, let declared, let publisher?): makers["published:\(declared)"] = publisher
            case .published, .file: break
            }
        }
        return makers
    }

    private func rootCauses(of trail: Trail) -> [StageExplanation.RootCause] {
        var causes: [StageExplanation.RootCause] = []
        func add(_ difference: StageExplanation.Difference?, _ reason: StageExplanation.Reason?, at step: Int) {
            let stage = trail.steps[step].stage
            // Where something has one reason at many stages, it is one cause.
            let known = causes.firstIndex { cause in
                guard let difference, let other = cause.difference else {
                    return cause.difference == difference && cause.reason == reason
                }
                return difference.hasCause(of: other)
            }
            if let known {
                causes[known].stages.append(stage)
            } else {
                let path = trail.path(to: step).map { "\(graph.instances[$0].name)" }
                causes.append(.init(difference: difference, reason: reason, stages: [stage], path: path))
            }
        }
        for (index, step) in trail.steps.enumerated() {
            if let reason = step.reason { add(nil, reason, at: index) }
            for difference in step.differences where difference.madeBy == nil { add(difference, nil, at: index) }
        }
        return causes
    }
}
