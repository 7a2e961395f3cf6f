/// Decodes a stage's parameters from the declared tree into the kind's own struct, and reports everything that is wrong on the way:
/// missing keys, wrong types, unknown keys, values that a type refuses.
///
/// An ordinary decoder stops at the first error. This one records it with its place and goes on: in keyed and unkeyed containers a wrong
/// or missing value is replaced by a placeholder, which never leaves this file, as a decoding with problems has no result.
/// `singleValueContainer()` and the making of a container throw at once instead, so that a type may try one form and then another
/// (`adam`, or `{rmsprop: {learningRate: 0.01}}`).
package enum ParameterDecoder {
    /// - Returns: `nil` when there was any problem.
    package static func decode<Parameters: Decodable>(
        _ type: Parameters.Type, from value: DeclaredValue, problems: inout [DeclarationProblem]
    ) -> Parameters? {
        let session = DecodingSession()
        let result = try? session.decodeOrReplace(type, from: value, codingPath: [])
        problems.append(contentsOf: session.problems)
        return session.problems.isEmpty ? result : nil
    }
}

/// What one decoding has found so far.
final class DecodingSession {
    private(set) var problems: [DeclarationProblem] = []
    /// A muted session makes placeholders: every primitive is zero or empty, nothing is recorded.
    let isMuted: Bool

    init(isMuted: Bool = false) {
        self.isMuted = isMuted
    }

    func record(_ kind: DeclarationProblem.Kind, at position: SourcePosition) {
        if !isMuted { problems.append(.init(kind, at: position)) }
    }

    /// Decodes a value; one that cannot be is recorded and replaced by a placeholder.
    ///
    /// - Throws: ``Rejection`` when the type offers no placeholder; the problems are recorded by then.
    func decodeOrReplace<Value: Decodable>(
        _ type: Value.Type, from value: DeclaredValue, codingPath: [any CodingKey]
    ) throws -> Value {
        do {
            return try decode(type, from: value, codingPath: codingPath)
        } catch {
            if !isMuted { problems.append(contentsOf: error.problems) }
            return try placeholder(type)
        }
    }

    /// Decodes a value. Problems within a value of the right form are recorded; a value of the wrong form is rejected.
    func decode<Value: Decodable>(
        _ type: Value.Type, from value: DeclaredValue, codingPath: [any CodingKey]
    ) throws(Rejection) -> Value {
        if let reading = PrimitiveReading(type, from: value, isMuted: isMuted) {
            switch reading {
            case .value(let primitive): return primitive
            case .mismatch(let kind): throw Rejection(problems: [.init(kind, at: value.position)])
            }
        }
        let recorded = problems.count
        let use = MappingUse()
        do {
            let result = try Value(from: NodeDecoder(session: self, value: value, use: use, codingPath: codingPath))
            use.reportUnknownKeys(of: value, to: self)
            return result
        } catch let rejection as Rejection {
            throw rejection
        } catch {
            // Problems inside explain the refusal: a placeholder may be all that the type refused.
            guard problems.count == recorded, !isMuted else { throw Rejection(problems: []) }
            throw Rejection(problems: use.problems(for: error, thrownBy: type, at: value))
        }
    }

    /// Some value of a type, for going on after a recorded problem.
    func placeholder<Value: Decodable>(_ type: Value.Type) throws(Rejection) -> Value {
        if let iterable = type as? any CaseIterable.Type, let first = firstCase(iterable) as? Value { return first }
        let nothing = DeclaredValue(.mapping([]), at: SourcePosition(file: "", line: 0, column: 0))
        return try DecodingSession(isMuted: true).decode(type, from: nothing, codingPath: [])
    }
}

/// A value that a type cannot be made from, with the problems that say why (none when they are recorded already).
struct Rejection: Error {
    let problems: [DeclarationProblem]
}

private func firstCase<Choice: CaseIterable>(_ type: Choice.Type) -> Any? { type.allCases.first }

/// Which keys of a mapping somebody asked for.
final class MappingUse {
    private var asked: Set<String> = []
    private var unconvertible: Set<String> = []
    private var isDelegated = false
    private var nested: [(value: DeclaredValue, use: MappingUse)] = []

    func ask(_ key: String) { asked.insert(key) }
    /// A key that the type's coding keys do not know: a mistyped case of an enum.
    func noteUnconvertible(_ key: String) { unconvertible.insert(key) }
    /// The whole node went to another type, which sees to its own keys.
    func delegate() { isDelegated = true }
    func addNested(_ value: DeclaredValue) -> MappingUse {
        let use = MappingUse()
        nested.append((value, use))
        return use
    }

    func reportUnknownKeys(of value: DeclaredValue, to session: DecodingSession) {
        for (value, use) in nested { use.reportUnknownKeys(of: value, to: session) }
        guard !isDelegated, case .mapping(let entries) = value.content else { return }
        let absent = asked.subtracting(entries.map(\.key)).sorted()
        for entry in entries where !asked.contains(entry.key) {
            session.record(
                .unknownKey(entry.key, near: nearestName(to: entry.key, among: absent)), at: entry.keyPosition)
        }
    }

    func problems<Value>(
        for error: any Error, thrownBy type: Value.Type, at value: DeclaredValue
    ) -> [DeclarationProblem] {
        if case .mapping(let entries) = value.content, !unconvertible.isEmpty {
            return entries.filter { unconvertible.contains($0.key) }.map {
                .init(.unknownKey($0.key, near: nil), at: $0.keyPosition)
            }
        }
        if let text = value.string, let iterable = type as? any CaseIterable.Type,
            let options = rawValues(iterable)
        {
            let kind = DeclarationProblem.Kind.unknownChoice(
                text, options: options, near: nearestName(to: text, among: options))
            return [.init(kind, at: value.position)]
        }
        let reason =
            switch error {
            case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
                DecodingError.valueNotFound(_, let context), DecodingError.keyNotFound(_, let context):
                context.debugDescription
            default: "\(error)"
            }
        return [.init(.invalidValue(reason), at: value.position)]
    }
}

/// The raw values of an enum of strings.
func rawValues<Choice: CaseIterable>(_ type: Choice.Type) -> [String]? {
    let values = type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    return values.isEmpty ? nil : values
}
