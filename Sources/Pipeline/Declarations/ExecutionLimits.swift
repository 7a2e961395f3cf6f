/// What a stage's declaration says of its running. Nothing of it can change a result, so none of it is in the key.
package struct ExecutionLimits: Hashable, Sendable {
    /// The most that `retries` may say.
    static let mostRetries = 10

    /// How often the stage is tried again when its worker fails: 0 unless the declaration says otherwise.
    package var retries = 0
    /// Seconds an attempt may take; `nil` for as long as it wants.
    package var secondsPerAttempt: Double?
    /// What the stage takes while it runs.
    package var resources: Resources = [:]

    package init(retries: Int = 0, secondsPerAttempt: Double? = nil) {
        (self.retries, self.secondsPerAttempt) = (retries, secondsPerAttempt)
    }

    /// Reads `retries` and `timeout` of a stage.
    init(_ reader: inout MappingReader, resources: Resources, problems: inout [DeclarationProblem]) {
        self.resources = resources
        if let entry = reader.optional("retries") {
            if let count = entry.value.integerText.flatMap(Int.init), (0...Self.mostRetries).contains(count) {
                retries = count
            } else {
                let expected = "a number from 0 to \(Self.mostRetries)"
                problems.append(
                    .init(.wrongType(expected: expected, found: entry.value.inWords), at: entry.value.position))
            }
        }
        if let entry = reader.optional("timeout") {
            if let age = entry.value.string.flatMap(Age.init), age.seconds > 0 {
                secondsPerAttempt = age.seconds
            } else {
                problems.append(
                    .init(
                        .wrongType(expected: "a length of time such as 30min, 12h or 45s", found: entry.value.inWords),
                        at: entry.value.position))
            }
        }
    }
}
