/// How the learning rate changes from epoch to epoch.
package enum LearningRateSchedule: Codable, Equatable, Sendable {
    case constant
    /// Times `factor` after each `epochs` epochs.
    case step(epochs: Int, factor: Double)
    /// Times `factor` after each epoch.
    case exponential(factor: Double)
    /// Half a cosine from the full rate down to zero after `epochs` epochs, and zero from there on.
    ///
    /// - Source: Loshchilov and Hutter 2017, arXiv:1608.03983, equation 5, without restarts.
    case cosine(epochs: Int)

    /// What the learning rate is multiplied by in an epoch, counted from 0.
    package func factor(inEpoch epoch: Int) -> Double {
        switch self {
        case .constant: return 1
        case .step(let epochs, let factor):
            precondition(epochs > 0, "steps of \(epochs) epochs")
            return power(factor, epoch / epochs)
        case .exponential(let factor): return power(factor, epoch)
        case .cosine(let epochs):
            precondition(epochs > 0, "a schedule of \(epochs) epochs")
            return (1 + cosineOfHalfTurns(Double(min(epoch, epochs)) / Double(epochs))) / 2
        }
    }
}

extension LearningRateSchedule {
    private enum CodingKeys: CodingKey { case constant, step, exponential, cosine }
    private enum ConstantCodingKeys: CodingKey {}
    private enum StepCodingKeys: CodingKey { case epochs, factor }
    private enum ExponentialCodingKeys: CodingKey { case factor }
    private enum CosineCodingKeys: CodingKey { case epochs }

    /// Reads what the compiler's encoding writes, and refuses what ``factor(inEpoch:)`` would trap on.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            throw DecodingError.typeMismatch(
                LearningRateSchedule.self,
                .init(codingPath: container.codingPath, debugDescription: "a schedule is one of its kinds"))
        }
        switch key {
        case .constant:
            _ = try container.nestedContainer(keyedBy: ConstantCodingKeys.self, forKey: key)
            self = .constant
        case .step:
            let step = try container.nestedContainer(keyedBy: StepCodingKeys.self, forKey: key)
            self = .step(
                epochs: try step.decodeCount(forKey: .epochs), factor: try step.decode(Double.self, forKey: .factor))
        case .exponential:
            let exponential = try container.nestedContainer(keyedBy: ExponentialCodingKeys.self, forKey: key)
            self = .exponential(factor: try exponential.decode(Double.self, forKey: .factor))
        case .cosine:
            let cosine = try container.nestedContainer(keyedBy: CosineCodingKeys.self, forKey: key)
            self = .cosine(epochs: try cosine.decodeCount(forKey: .epochs))
        }
    }
}

extension KeyedDecodingContainer {
    /// A whole number from 1.
    fileprivate func decodeCount(forKey key: Key) throws -> Int {
        let count = try decode(Int.self, forKey: key)
        guard count >= 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "\(key.stringValue): expected at least 1, found \(count)")
        }
        return count
    }
}

/// cos(π·x) for x in [0, 1] by its power series, with the same bits on every machine; absolute error below 1e-15.
private func cosineOfHalfTurns(_ x: Double) -> Double {
    precondition((0...1).contains(x), "\(x) half turns")
    // The series converges fast up to a quarter turn; beyond, cos(π·x) = −cos(π·(1 − x)).
    guard x <= 0.5 else { return -cosineOfHalfTurns(1 - x) }
    let square = (Double.pi * x) * (Double.pi * x)
    var sum = 1.0
    // Horner's rule: 1 − s/(1·2)·(1 − s/(3·4)·(1 − …)).
    for factor in stride(from: 23.0, through: 1, by: -2) { sum = 1 - square / (factor * (factor + 1)) * sum }
    return sum
}
