/// A value of JSON, for a schema.
package indirect enum SchemaValue: Hashable, Sendable, Encodable {
    case object([String: SchemaValue])
    case array([SchemaValue])
    case string(String)
    case integer(Int)
    case boolean(Bool)

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .object(let entries): try container.encode(entries)
        case .array(let elements): try container.encode(elements)
        case .string(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .boolean(let value): try container.encode(value)
        }
    }
}

extension SchemaValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(arrayLiteral elements: SchemaValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, SchemaValue)...) {
        self = .object(Dictionary(elements) { _, new in new })
    }
}
