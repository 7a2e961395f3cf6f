/// The JSON Schema of a decodable type, found out by decoding it from nothing and noting what it asks for.
///
/// A type that decodes in one of several ways, as an enum with payloads does, shows none of them: it may be anything.
enum ParameterSchema {
    static func schema<Value: Decodable>(of type: Value.Type, isOptional: Bool = false) -> SchemaValue {
        guard let own = form(of: type) else { return true }
        return ["anyOf": .array([own, DeclarationSchema.variable] + (isOptional ? [["type": "null"]] : []))]
    }

    private static func form<Value: Decodable>(of type: Value.Type) -> SchemaValue? {
        switch type {
        case is Bool.Type: return ["type": "boolean"]
        case is String.Type: return ["type": "string"]
        case is Double.Type, is Float.Type: return ["type": "number"]
        case is any FixedWidthInteger.Type: return ["type": "integer"]
        default: break
        }
        if let iterable = type as? any CaseIterable.Type, let choices = rawValues(iterable) {
            return ["enum": .array(choices.map { .string($0) })]
        }
        let notes = SchemaNotes()
        guard (try? Value(from: NotingDecoder(notes: notes))) != nil else { return nil }
        return notes.form
    }
}

/// What a type has asked a ``NotingDecoder`` for.
private final class SchemaNotes {
    private(set) var form: SchemaValue?
    private var properties: [String: SchemaValue] = [:]
    /// Keys of which it was asked whether they are null.
    private var optional: Set<String> = []

    func noteOptional(_ key: any CodingKey) { optional.insert(key.stringValue) }
    func isOptional(_ key: any CodingKey) -> Bool { optional.contains(key.stringValue) }

    func noteMapping() { form = form ?? Self.mapping(properties) }

    func note(_ key: any CodingKey, _ schema: SchemaValue) {
        properties[key.stringValue] = schema
        form = Self.mapping(properties)
    }

    func noteList(of element: SchemaValue) { form = ["type": "array", "items": element] }

    /// A key that no type can have named: the type asked which keys there are, as dictionaries do.
    static let anyKey = "*"

    private static func mapping(_ properties: [String: SchemaValue]) -> SchemaValue {
        if let values = properties[anyKey] { return ["type": "object", "additionalProperties": values] }
        return ["type": "object", "properties": .object(properties), "additionalProperties": false]
    }
}

/// Gives a type placeholders for all that it asks for.
private struct NotingDecoder: Decoder {
    let notes: SchemaNotes
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        notes.noteMapping()
        return KeyedDecodingContainer(NotingMapping(notes: notes))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { NotingList(notes: notes) }

    /// Whoever asks for one value may take another form as well.
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw SeveralForms() }
}

private struct SeveralForms: Error {}

private struct NotingMapping<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let notes: SchemaNotes
    let codingPath: [any CodingKey] = []

    var allKeys: [Key] { Key(stringValue: SchemaNotes.anyKey).map { [$0] } ?? [] }

    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) -> Bool {
        notes.noteOptional(key)
        return false
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        notes.note(key, ParameterSchema.schema(of: type, isOptional: notes.isOptional(key)))
        return try DecodingSession(isMuted: true).placeholder(type)
    }

    /// Left out, so that a type may refuse what placeholders make of it.
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        notes.note(key, ParameterSchema.schema(of: type, isOptional: true))
        return nil
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw SeveralForms() }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw SeveralForms() }
    func superDecoder() throws -> any Decoder { throw SeveralForms() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw SeveralForms() }
}

private struct NotingList: UnkeyedDecodingContainer {
    let notes: SchemaNotes
    let codingPath: [any CodingKey] = []
    let count: Int? = 1
    private(set) var currentIndex = 0

    init(notes: SchemaNotes) { self.notes = notes }

    var isAtEnd: Bool { currentIndex > 0 }

    mutating func decodeNil() -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        // A second element of another type makes no list of equal ones.
        if isAtEnd { throw SeveralForms() }
        currentIndex += 1
        notes.noteList(of: ParameterSchema.schema(of: type))
        return try DecodingSession(isMuted: true).placeholder(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { throw SeveralForms() }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw SeveralForms() }
    mutating func superDecoder() throws -> any Decoder { throw SeveralForms() }
}
