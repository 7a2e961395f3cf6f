/// Durations that were taken from a store, and how much of the graph they cover.
package struct DurationRecording: Sendable {
    package let durations: RecordedDurations
    /// How many configurations are in them.
    package let configurations: Int
    /// The instances that have no time: they have not run with this profile.
    package let missing: [StageName]

    /// Takes the newest time of each instance, whatever the code was then; of each configuration the median over its replicates.
    ///
    /// The times are those of the processor, not of the clock, which also counts what else the machine did.
    ///
    /// - Parameter describe: A processor's name as the file is to give it.
    package init(
        of graph: StageGraph, history: RunHistory, records: any ActionCache,
        describe: (String) -> String = { $0 }
    ) {
        var seconds: [String: [Double]] = [:]
        var processors: [String: String] = [:]
        var names: [String: StageName] = [:]
        var missing: [StageName] = []
        for instance in graph.instances {
            let name = instance.name
            guard let entry = history.newest(of: name, profile: graph.profile), entry.profile == graph.profile.name
            else {
                missing.append(name)
                continue
            }
            let provenance = records.lookUp(entry.fingerprint)?.provenance
            let measured = provenance?.usage.processorSeconds ?? 0
            seconds[name.configuration, default: []].append(measured > 0 ? measured : entry.seconds)
            processors[name.configuration] = describe(provenance?.processor ?? "unknown")
            names[name.configuration] = name
        }

        var rows: [RecordedDurations.Row] = []
        var short: [String: [RecordedDurations.Row]] = [:]
        for (configuration, name) in names {
            let row = RecordedDurations.Row(
                stage: configuration, seconds: median(seconds[configuration] ?? []), profile: graph.profile.name,
                processor: processors[configuration] ?? "")
            if row.seconds >= RecordedDurations.shortSeconds || configuration == name.declaration {
                rows.append(row)
            } else {
                short[RecordedDurations.shortOnes(of: name), default: []].append(row)
            }
        }
        for (stage, alike) in short {
            let alike = alike.sorted { $0.stage < $1.stage }
            rows.append(
                .init(
                    stage: stage, seconds: alike.reduce(0) { $0 + $1.seconds } / Double(alike.count),
                    profile: graph.profile.name, processor: alike[0].processor))
        }
        durations = RecordedDurations(rows)
        configurations = names.count
        self.missing = missing
    }
}

/// - Precondition: There is at least one number.
private func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
