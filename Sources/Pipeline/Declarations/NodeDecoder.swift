/// A `Decoder` over one declared value. See ``ParameterDecoder`` for how it treats errors.
struct NodeDecoder: Decoder, SingleValueDecodingContainer {
    let session: DecodingSession
    let value: DeclaredValue
    let use: MappingUse
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(try keyedContainer(of: value, use: use))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        use.delegate()
        return try list(of: value)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { session.isMuted || value.isNull }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let result = try session.decode(type, from: value, codingPath: codingPath)
        use.delegate()
        return result
    }

    fileprivate func keyedContainer<Key: CodingKey>(
        of value: DeclaredValue, use: MappingUse
    ) throws(Rejection) -> KeyedContainer<Key> {
        guard case .mapping(let entries) = value.content else {
            throw Rejection(
                problems: [.init(.wrongType(expected: "a mapping", found: value.inWords), at: value.position)])
        }
        return KeyedContainer(decoder: self, value: value, entries: entries, use: use)
    }

    fileprivate func list(of value: DeclaredValue) throws(Rejection) -> UnkeyedContainer {
        if case .list(let elements) = value.content {
            return UnkeyedContainer(decoder: self, value: value, elements: elements)
        }
        guard session.isMuted else {
            throw Rejection(
                problems: [.init(.wrongType(expected: "a list", found: value.inWords), at: value.position)])
        }
        return UnkeyedContainer(decoder: self, value: value, elements: [])
    }
}

private struct KeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: NodeDecoder
    let value: DeclaredValue
    let entries: [DeclaredValue.Entry]
    let use: MappingUse

    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        entries.compactMap { entry in
            guard let key = Key(stringValue: entry.key) else {
                use.noteUnconvertible(entry.key)
                return nil
            }
            return key
        }
    }

    func contains(_ key: Key) -> Bool { entry(key) != nil }

    func decodeNil(forKey key: Key) -> Bool { entry(key)?.value.isNull ?? true }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        guard let entry = entry(key) else {
            decoder.session.record(
                .missingKey(key.stringValue, expected: expectation(of: type)), at: value.position)
            return try decoder.session.placeholder(type)
        }
        return try decoder.session.decodeOrReplace(type, from: entry.value, codingPath: codingPath + [key])
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        let child = try child(key, expected: "a mapping")
        return KeyedDecodingContainer(try decoder.keyedContainer(of: child, use: use.addNested(child)))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder.list(of: child(key, expected: "a list"))
    }

    func superDecoder() -> any Decoder { decoder }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        let child = try child(key, expected: "a value")
        let path = codingPath + [key]
        return NodeDecoder(session: decoder.session, value: child, use: use.addNested(child), codingPath: path)
    }

    private func entry(_ key: Key) -> DeclaredValue.Entry? {
        use.ask(key.stringValue)
        return entries.first { $0.key == key.stringValue }
    }

    private func child(_ key: Key, expected: String) throws(Rejection) -> DeclaredValue {
        guard let entry = entry(key) else {
            throw Rejection(
                problems: [.init(.missingKey(key.stringValue, expected: expected), at: value.position)])
        }
        return entry.value
    }
}

private struct UnkeyedContainer: UnkeyedDecodingContainer {
    let decoder: NodeDecoder
    let value: DeclaredValue
    let elements: [DeclaredValue]
    private(set) var currentIndex = 0

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    mutating func decodeNil() -> Bool {
        guard !isAtEnd, elements[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard !isAtEnd else {
            let kind = DeclarationProblem.Kind.invalidValue("the list ends too early, after \(elements.count) elements")
            decoder.session.record(kind, at: value.position)
            return try decoder.session.placeholder(type)
        }
        defer { currentIndex += 1 }
        return try decoder.session.decodeOrReplace(type, from: elements[currentIndex], codingPath: codingPath)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        let child = try next()
        return KeyedDecodingContainer(try decoder.keyedContainer(of: child, use: decoder.use.addNested(child)))
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try decoder.list(of: next()) }

    mutating func superDecoder() throws -> any Decoder {
        let child = try next()
        let use = decoder.use.addNested(child)
        return NodeDecoder(session: decoder.session, value: child, use: use, codingPath: codingPath)
    }

    private mutating func next() throws(Rejection) -> DeclaredValue {
        guard !isAtEnd else {
            let kind = DeclarationProblem.Kind.invalidValue("the list ends too early, after \(elements.count) elements")
            throw Rejection(problems: [.init(kind, at: value.position)])
        }
        defer { currentIndex += 1 }
        return elements[currentIndex]
    }
}
