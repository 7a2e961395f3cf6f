/// Turns any `Encodable` into a ``CanonicalValue``, so that parameters enter the key as their struct holds them:
/// defaults included, the order of keys in the file not.
///
/// Dictionaries with string keys are fine. `Set`s and dictionaries with other keys encode in random order: parameters must not hold them.
package enum CanonicalEncoder {
    package static func encode(_ value: some Encodable) throws -> CanonicalValue {
        let node = EncodedNode()
        try value.encode(to: NodeEncoder(node: node, codingPath: []))
        return node.value
    }
}

/// A place that a container fills in.
private final class EncodedNode {
    enum Content {
        case none
        case scalar(CanonicalValue)
        case list([EncodedNode])
        case object([String: EncodedNode])
    }

    var content = Content.none

    var value: CanonicalValue {
        switch content {
        case .none: .object([:])
        case .scalar(let value): value
        case .list(let nodes): .list(nodes.map(\.value))
        case .object(let nodes): .object(nodes.mapValues(\.value))
        }
    }

    func member(_ key: String) -> EncodedNode {
        var members: [String: EncodedNode] = [:]
        if case .object(let existing) = content { members = existing }
        if let existing = members[key] { return existing }
        let node = EncodedNode()
        members[key] = node
        content = .object(members)
        return node
    }

    func appendElement() -> EncodedNode {
        var elements: [EncodedNode] = []
        if case .list(let existing) = content { elements = existing }
        let node = EncodedNode()
        content = .list(elements + [node])
        return node
    }

    func set(_ value: some Encodable, codingPath: [any CodingKey]) throws {
        switch value {
        case let value as Bool: content = .scalar(.boolean(value))
        case let value as Float: content = .scalar(.single(value))
        case let value as Double: content = .scalar(.double(value))
        case let value as String: content = .scalar(.string(value))
        case let value as any BinaryInteger:
            content = .scalar(Int64(exactly: value).map { .integer($0) } ?? .unsigned(UInt64(value)))
        default: try value.encode(to: NodeEncoder(node: self, codingPath: codingPath))
        }
    }
}

private struct NodeEncoder: Encoder, SingleValueEncodingContainer {
    let node: EncodedNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .none = node.content { node.content = .object([:]) }
        return KeyedEncodingContainer(KeyedContainer<Key>(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .none = node.content { node.content = .list([]) }
        return UnkeyedContainer(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { node.content = .scalar(.null) }

    func encode(_ value: some Encodable) throws { try node.set(value, codingPath: codingPath) }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: EncodedNode
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) { node.member(key.stringValue).content = .scalar(.null) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        try node.member(key.stringValue).set(value, codingPath: codingPath + [key])
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        encoder(forKey: key).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder(forKey: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        NodeEncoder(node: node.member("super"), codingPath: codingPath)
    }

    func superEncoder(forKey key: Key) -> any Encoder { encoder(forKey: key) }

    private func encoder(forKey key: Key) -> NodeEncoder {
        NodeEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key])
    }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
    let node: EncodedNode
    let codingPath: [any CodingKey]

    var count: Int {
        if case .list(let elements) = node.content { return elements.count }
        return 0
    }

    func encodeNil() { node.appendElement().content = .scalar(.null) }

    func encode(_ value: some Encodable) throws { try node.appendElement().set(value, codingPath: codingPath) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        superEncoder().container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

    func superEncoder() -> any Encoder { NodeEncoder(node: node.appendElement(), codingPath: codingPath) }
}
