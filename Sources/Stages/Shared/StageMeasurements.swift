import Measurements
import Pipeline

/// Collects the measurements that one stage makes; what they have in common is said once.
struct StageMeasurements {
    typealias Split = Measurement.Split

    private var rows: [Measurement] = []
    private let stage: StageName
    private let dataset: String

    /// - Parameter images: the input that the measurements are about; its producer names the data set.
    init(of stage: StageName, on images: InputFile) {
        self.stage = stage
        dataset = images.producer.split(separator: "/").last.map(String.init) ?? images.producer
    }

    /// Notes one number.
    mutating func add(
        _ metric: String, of subject: String, _ value: Double, unit: String, split: Split? = nil,
        class: Int? = nil, step: Int? = nil
    ) {
        rows.append(
            Measurement(
                stage: stage.description, paper: stage.namespace, dataset: dataset, split: split, subject: subject,
                class: `class`, metric: metric, step: step, value: value, unit: unit))
    }

    /// Notes what an epoch of training gave of its loss.
    mutating func addLoss(
        _ metric: String, ofLastMinibatch last: Double, epochMean mean: Double, unit: String, epoch: Int
    ) {
        add(metric, of: "last-minibatch", last, unit: unit, split: .train, step: epoch)
        add(metric, of: "epoch-mean", mean, unit: unit, split: .train, step: epoch)
    }

    /// The measurements as text, to be kept with a checkpoint.
    var note: String { MeasurementFile.content(of: rows) }

    /// Takes up the note of an earlier attempt at the same stage.
    mutating func resume(from note: String) throws {
        rows = try MeasurementFile.measurements(in: note.utf8, path: "the checkpoint's note")
    }

    /// Writes the rows into the stage's output `measurements`.
    func write(in context: StageContext) throws {
        try MeasurementFile.write(rows, to: context.output("measurements"), durable: false)
    }
}

/// The units that measurements are given in.
enum MeasurementUnit {
    static let meanSquaredError = "per pixel, pixels in [0,1]"
    static let crossEntropy = "nats per pixel"
    static let classCrossEntropy = "nats per image"
    static let sumSquaredError = "per image, pixels in [0,1]"
    static let decibels = "dB, peak 1"
    static let bytes = "bytes"
    static let count = "count"
    static let fraction = "fraction"
    static let probability = "probability"
    static let gradient = "change of the loss per unit of the parameters"
}

/// The output that every measuring kind has.
let measurementsOutput = OutputDeclaration("measurements", fileName: "measurements.csv")
