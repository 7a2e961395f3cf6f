import Synchronization

extension RunHistory {
    /// Entries by stage, read when they are first asked for, and averages over many of them, each computed once.
    final class Index: Sendable {
        private struct State {
            var content: Content?
            /// Of a profile and a configuration or declaration, under which nothing else is kept.
            var averages: [String: Double?] = [:]
        }

        private let load: @Sendable () -> Content
        private let state = Mutex(State())

        init(load: @escaping @Sendable () -> Content) {
            self.load = load
        }

        var content: Content { state.withLock { content(&$0) } }

        private func content(_ state: inout State) -> Content {
            if let content = state.content { return content }
            let content = load()
            state.content = content
            return content
        }

        /// Over the instances that differ in their seed alone; `nil` where none of them has run.
        func average(ofConfiguration configuration: String, profile: Profile) -> Double? {
            average(of: configuration, profile) { $0.replicates[configuration] ?? [] }
        }

        /// Over all instances of a declaration with a matrix.
        func average(ofDeclaration declaration: String, profile: Profile) -> Double? {
            average(of: "\(declaration)[", profile) { $0.byStage.keys.filter { $0.hasPrefix("\(declaration)[") } }
        }

        private func average(
            of group: String, _ profile: Profile, stages: (Content) -> some Collection<String>
        ) -> Double? {
            state.withLock { state in
                let key = "\(profile.name) \(group)"
                if let known = state.averages[key] { return known }
                let content = content(&state)
                let known = stages(content).sorted().compactMap { content.seconds(of: $0, profile: profile) }
                let average = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
                state.averages[key] = .some(average)
                return average
            }
        }
    }
}

extension RunHistory.Index {
    struct Content: Sendable {
        /// Oldest first.
        private(set) var byStage: [String: [RunHistory.Entry]] = [:]
        /// The names of the instances that differ in their seed alone.
        private(set) var replicates: [String: Set<String>] = [:]

        init(_ entries: some Sequence<RunHistory.Entry>) {
            for entry in entries { add(entry) }
        }

        mutating func add(_ entry: RunHistory.Entry) {
            var entries = byStage.removeValue(forKey: entry.stage) ?? []
            entries.removeAll { $0.profile == entry.profile && $0.fingerprint == entry.fingerprint }
            entries.append(entry)
            if entries.count(where: { $0.profile == entry.profile }) > RunHistory.worksRemembered,
                let oldest = entries.firstIndex(where: { $0.profile == entry.profile })
            {
                entries.remove(at: oldest)
            }
            byStage[entry.stage] = entries
            replicates[StageName.configuration(of: entry.stage), default: []].insert(entry.stage)
        }

        func seconds(of stage: String, profile: Profile) -> Double? {
            byStage[stage]?.last { $0.profile == profile.name }?.seconds
        }
    }
}
