/// How a scalar reads as a boolean, a number or a string.
enum PrimitiveReading<Value> {
    case value(Value)
    case mismatch(DeclarationProblem.Kind)

    /// - Returns: `nil` when `Value` is no primitive.
    init?(_ type: Value.Type, from declared: DeclaredValue, isMuted: Bool) {
        switch type {
        case is Bool.Type: self.init(isMuted ? false : declared.boolean, "true or false", found: declared)
        case is String.Type: self.init(isMuted ? "" : declared.string, "a string", found: declared)
        case is Double.Type:
            self.init(isMuted ? 0 : declared.numberText.flatMap(Double.init), "a number", found: declared)
        case is Float.Type:
            let number = isMuted ? 0 : declared.numberText.flatMap(Float.init)
            self.init(number.flatMap { $0.isFinite ? $0 : nil }, "a number", found: declared)
        case let type as any FixedWidthInteger.Type: self.init(integer: type, from: declared, isMuted: isMuted)
        default: return nil
        }
    }

    private init<Integer: FixedWidthInteger>(integer: Integer.Type, from declared: DeclaredValue, isMuted: Bool) {
        let range = "an integer from \(Integer.min) to \(Integer.max)"
        let expected = declared.integerText != nil ? range : "an integer"
        self.init(isMuted ? 0 : declared.integerText.flatMap { Integer($0) }, expected, found: declared)
    }

    private init<Primitive>(_ primitive: Primitive?, _ expected: String, found declared: DeclaredValue) {
        if let value = primitive as? Value {
            self = .value(value)
        } else {
            self = .mismatch(.wrongType(expected: expected, found: declared.inWords))
        }
    }
}

/// What a type wants, in words, for a key that is missing.
func expectation<Value>(of type: Value.Type) -> String {
    switch type {
    case is Bool.Type: "true or false"
    case is String.Type: "a string"
    case is Double.Type, is Float.Type: "a number"
    case is any FixedWidthInteger.Type: "an integer"
    default: "\(type)"
    }
}
