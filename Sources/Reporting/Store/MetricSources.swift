import Foundation

/// All that a metric store is an index of.
package struct MetricSources: Sendable {
    /// `results/measurements/*.csv`.
    package var measurements: [URL]
    /// `experiments/printed.csv`: the numbers that the papers print.
    package var printed: URL?
    /// `experiments/views/*.sql`, each with one `CREATE VIEW` of the file's own name.
    package var views: [URL]
    /// `experiments/claims.yaml`: what the papers claim.
    package var claims: URL?
    /// `experiments/durations.csv`: what stages cost on one machine.
    package var durations: URL?
    /// `experiments/codec-times.csv`: what codecs take for a picture on one machine.
    package var codecTimes: URL?
    /// `results/results.lock`: the fingerprint and the outputs of each stage.
    package var lock: URL?
    /// What is known of stages beyond the lock; where a stage is in both, the record stands.
    package var stages: [StageRecord]
    /// When and how long stages ran.
    package var runs: [RunRecord]

    package init(
        measurements: [URL], printed: URL? = nil, views: [URL] = [], claims: URL? = nil, durations: URL? = nil,
        codecTimes: URL? = nil, lock: URL? = nil, stages: [StageRecord] = [], runs: [RunRecord] = []
    ) {
        self.measurements = measurements
        self.printed = printed
        self.views = views
        self.claims = claims
        self.durations = durations
        self.codecTimes = codecTimes
        self.lock = lock
        self.stages = stages
        self.runs = runs
    }
}

/// A stage instance as it was resolved and run.
package struct StageRecord: Sendable {
    package struct Input: Sendable {
        package let name: String
        /// The instance, or the file, that it came from.
        package let producer: String
        /// The instance's output; `nil` for a file.
        package let output: String?
        /// `nil` where it was never made.
        package var digest: String?

        package init(name: String, producer: String, output: String? = nil, digest: String? = nil) {
            self.name = name
            self.producer = producer
            self.output = output
            self.digest = digest
        }

        /// `ercan/train[code=64].encoder`, or the file's path.
        var artifact: String { output.map { "\(producer).\($0)" } ?? producer }
    }

    package let name: String
    /// For example `train-autoencoder`.
    package let kind: String?
    package private(set) var fingerprint: String?
    /// Dotted path to value, for example `optimizer.rmsprop.learningRate` to `0.01`.
    package let parameters: [String: String]
    package private(set) var inputs: [Input]
    /// Output name to digest.
    package private(set) var outputs: [String: String]

    package init(
        name: String, kind: String? = nil, fingerprint: String? = nil, parameters: [String: String] = [:],
        inputs: [Input] = [], outputs: [String: String] = [:]
    ) {
        self.name = name
        self.kind = kind
        self.fingerprint = fingerprint
        self.parameters = parameters
        self.inputs = inputs
        self.outputs = outputs
    }
}

extension StageRecord {
    /// The record with what it leaves open taken from those of a lock: fingerprint, outputs, and the digests of inputs.
    func completed(from locked: [String: StageRecord]) -> StageRecord {
        var record = self
        if record.fingerprint == nil { record.fingerprint = locked[name]?.fingerprint }
        if record.outputs.isEmpty { record.outputs = locked[name]?.outputs ?? [:] }
        for index in inputs.indices where inputs[index].digest == nil {
            guard let output = inputs[index].output else { continue }
            record.inputs[index].digest = locked[inputs[index].producer]?.outputs[output]
        }
        return record
    }
}

/// One execution of a stage that ended well.
package struct RunRecord: Sendable {
    package let stage: String
    package let fingerprint: String
    /// ISO 8601, UTC.
    package let started: String
    package let wallSeconds: Double
    package let userSeconds: Double
    package let peakMemoryKiB: Int
    /// The model of the CPU.
    package let processor: String

    package init(
        stage: String, fingerprint: String, started: String, wallSeconds: Double, userSeconds: Double,
        peakMemoryKiB: Int, processor: String
    ) {
        self.stage = stage
        self.fingerprint = fingerprint
        self.started = started
        self.wallSeconds = wallSeconds
        self.userSeconds = userSeconds
        self.peakMemoryKiB = peakMemoryKiB
        self.processor = processor
    }
}
