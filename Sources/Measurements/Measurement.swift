/// One measured number, and all that says what it is a measurement of: a row of `results/measurements/<paper>.csv`.
///
/// Stages write these rows, the metric store reads them. A row is raw: averages over replicates are made when it is asked
/// for, never here.
package struct Measurement: Hashable, Codable, Sendable {
    /// The instance that measured, for example `ercan/evaluate[recipe=paper,code=64,replicate=0]`.
    package var stage: String
    /// The paper whose claims it bears on, for example `ercan`.
    package var paper: String
    /// The images measured on, for example `mnist`; a name that starts with `synthetic` says that they were drawn.
    package var dataset: String
    /// The part of the data set; `nil` where it has no meaning, as for the size of a model.
    package var split: Split?
    /// What was measured, for example `float32` or `uniform-4` for the code's representation.
    package var subject: String
    /// The class the images were taken from; `nil` stands for all of them.
    package var `class`: Int?
    /// The quantity, for example `meanSquaredError`.
    package var metric: String
    /// The epoch, or the percentile; `nil` where there is none.
    package var step: Int?
    /// The number. Not a number and infinity are kept: they are what a diverged training gives.
    package var value: Double
    /// The unit of `value`, for example `per pixel, pixels in [0,1]`.
    package var unit: String

    package enum Split: String, Codable, Sendable, CaseIterable {
        case train, validation, test
    }

    package init(
        stage: String, paper: String, dataset: String, split: Split? = nil, subject: String, class: Int? = nil,
        metric: String, step: Int? = nil, value: Double, unit: String
    ) {
        self.stage = stage
        self.paper = paper
        self.dataset = dataset
        self.split = split
        self.subject = subject
        self.class = `class`
        self.metric = metric
        self.step = step
        self.value = value
        self.unit = unit
    }
}

extension Measurement: Comparable {
    /// The order of rows in a file: by stage, metric, subject, data set, split, class and step, each byte by byte or by number,
    /// so that one more replicate adds lines and moves none.
    package static func < (left: Measurement, right: Measurement) -> Bool {
        if left.stage != right.stage { return precedes(left.stage, right.stage) }
        if left.metric != right.metric { return precedes(left.metric, right.metric) }
        if left.subject != right.subject { return precedes(left.subject, right.subject) }
        if left.paper != right.paper { return precedes(left.paper, right.paper) }
        if left.dataset != right.dataset { return precedes(left.dataset, right.dataset) }
        if left.split != right.split { return precedes(left.split?.rawValue ?? "", right.split?.rawValue ?? "") }
        if left.class != right.class { return left.class ?? -1 < right.class ?? -1 }
        return left.step ?? -1 < right.step ?? -1
    }

    /// What a file may hold once: everything but the value, here 0, and its unit, here empty.
    package var key: Measurement {
        var key = self
        (key.value, key.unit) = (0, "")
        return key
    }

    /// Swift orders strings by their normalized characters; files are ordered by bytes, as `sort` and SQLite do.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
