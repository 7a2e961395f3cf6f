/// What a number is a measurement of, whatever its replicate.
package struct MetricKey: Encodable, Hashable, Comparable, Sendable {
    /// A stage without its replicate: `ercan/evaluate[recipe=paper,code=64]`.
    package let configuration: String
    package let dataset: String
    package let metric: String
    package let subject: String
    package let split: String?
    package let `class`: Int?
    package let step: Int?
    package let unit: String

    package static func < (left: MetricKey, right: MetricKey) -> Bool {
        (left.configuration, left.metric, left.subject, left.split ?? "", left.class ?? -1, left.step ?? -1)
            < (right.configuration, right.metric, right.subject, right.split ?? "", right.class ?? -1, right.step ?? -1)
    }
}

/// A metric averaged over replicates.
package struct MetricCell: Encodable, Hashable, Sendable {
    /// How many seeds.
    package let replicates: Int
    /// `nil` where a replicate gave no number.
    package let mean: Double?
    /// Of the 95 % confidence interval of the mean; `nil` from one replicate.
    package let halfWidth: Double?
}

/// A metric that is in both runs.
package struct ChangedMetric: Encodable, Sendable {
    package let key: MetricKey
    package let old: MetricCell
    package let new: MetricCell
    /// New minus old; `nil` where either gave no number.
    package let difference: Double?
    /// How far a difference of means goes by chance alone: the half widths of both intervals, put together as √(a² + b²). From one replicate
    /// there is none; with it on both sides the band is `nil`.
    package let band: Double?
    /// Without a band every change counts.
    package let isBeyondBand: Bool

    init(key: MetricKey, old: MetricCell, new: MetricCell) {
        self.key = key
        self.old = old
        self.new = new
        let widths = [old.halfWidth, new.halfWidth].compactMap { $0 }
        band = widths.isEmpty ? nil : widths.reduce(0) { $0 + $1 * $1 }.squareRoot()
        if let before = old.mean, let after = new.mean {
            difference = after - before
            isBeyondBand = abs(after - before) > band ?? 0
        } else {
            difference = nil
            isBeyondBand = (old.mean == nil) != (new.mean == nil)
        }
    }

    func isEqual(within tolerance: Double) -> Bool {
        guard let before = old.mean, let after = new.mean else { return (old.mean == nil) == (new.mean == nil) }
        return abs(after - before) <= tolerance * max(abs(before), abs(after))
    }

    /// The difference in bands; infinite where there is no band, or no number on one side.
    var bandsMoved: Double {
        guard let difference else { return .infinity }
        guard let band, band > 0 else { return difference == 0 ? 0 : .infinity }
        return abs(difference) / band
    }
}
