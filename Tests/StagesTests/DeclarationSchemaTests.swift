import Foundation
import Pipeline
import Stages
import Testing

@Suite("The schema of declarations")
struct DeclarationSchemaTests {
    private let schema = DeclarationSchema.schema(of: registry)

    private static let experiments = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../experiments").standardizedFileURL

    @Test("takes every file of stages that there is")
    func committed() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.experiments.path).filter {
            $0.hasSuffix(".yaml") && !["pipeline.yaml", "claims.yaml"].contains($0)
        }
        #expect(names.count > 6)
        for name in names {
            let text = try String(contentsOf: Self.experiments.appending(path: name), encoding: .utf8)
            let value = try #require(try DeclaredValue(parsing: text, file: name))
            #expect(fault(of: value, against: schema) == nil, "\(name)")
        }
    }

    @Test(
        "refuses what the reader of declarations refuses: unknown keys, kinds and parameters, values of another type",
        arguments: [
            ("stages: {}", "$: no"), ("paper: a\nstage: {}", "$.stage"),
            ("paper: a\nstages: {s: {kind: decode-idx, retries: 11}}", "$.stages.s.retries: more than 10"),
            ("paper: a\nstages: {s: {kind: decode-idxx}}", "$.stages.s.kind: not"),
            ("paper: a\nstages: {s: {kind: decode-idx, parms: {}}}", "$.stages.s.parms"),
            ("paper: a\nstages: {s: {kind: decode-idx, params: {hight: 3}}}", "$.stages.s.params.hight"),
            (
                "paper: a\nstages: {s: {kind: decode-idx, params: {height: three}}}",
                "$.stages.s.params.height: no integer"
            ),
        ])
    func refused(yaml: String, expected: String) throws {
        let value = try #require(try DeclaredValue(parsing: yaml, file: "a.yaml"))
        let fault = fault(of: value, against: schema)
        #expect(fault?.hasPrefix(expected) == true, "\(fault ?? "taken")")
    }

    @Test("takes a variable for a number, and a file without stages")
    func taken() throws {
        for yaml in ["paper: a", "paper: a\nstages: {s: {kind: decode-idx, params: {height: $h, width: 28}}}"] {
            let value = try #require(try DeclaredValue(parsing: yaml, file: "a.yaml"))
            #expect(fault(of: value, against: schema) == nil, "\(yaml)")
        }
    }

    /// Where a value does not fit, by as much of JSON Schema as ours uses.
    private func fault(of value: DeclaredValue, against schema: SchemaValue, at path: String = "$") -> String? {
        guard case .object(let rules) = schema else { return schema == false ? path : nil }
        var entries: [DeclaredValue.Entry] = []
        if case .mapping(let found) = value.content { entries = found }
        for (rule, wanted) in rules {
            switch (rule, wanted) {
            case ("$ref", .string(let reference)):
                if let fault = fault(of: value, against: definition(reference), at: path) { return fault }
            case ("type", .string(let type)):
                if !isA(type, value) { return "\(path): no \(type)" }
            case ("type", .array(let types)):
                if !types.contains(where: { if case .string(let type) = $0 { isA(type, value) } else { false } }) {
                    return "\(path): none of \(types)"
                }
            case ("const", .string(let text)): if value.string != text { return "\(path): not \(text)" }
            case ("enum", .array(let choices)):
                if !choices.contains(.string(value.string ?? "")) { return "\(path): none of \(choices)" }
            case ("pattern", .string(let pattern)):
                let match = (try? Regex(pattern)).flatMap { (value.string ?? "").firstMatch(of: $0) }
                if match == nil { return "\(path): no \(pattern)" }
            case ("minimum", .integer(let least)):
                if let number = Int(value.labelText ?? ""), number < least { return "\(path): less than \(least)" }
            case ("maximum", .integer(let most)):
                if let number = Int(value.labelText ?? ""), number > most { return "\(path): more than \(most)" }
            case ("required", .array(let keys)):
                for key in keys where !entries.contains(where: { .string($0.key) == key }) {
                    return "\(path): no \(key)"
                }
            case ("properties", .object(let properties)):
                for entry in entries {
                    guard let property = properties[entry.key] else { continue }
                    if let fault = fault(of: entry.value, against: property, at: "\(path).\(entry.key)") {
                        return fault
                    }
                }
            case ("additionalProperties", let more):
                var known: Set<String> = []
                if case .object(let properties)? = rules["properties"] { known = Set(properties.keys) }
                for entry in entries where !known.contains(entry.key) {
                    if let fault = fault(of: entry.value, against: more, at: "\(path).\(entry.key)") { return fault }
                }
            case ("items", let item):
                guard case .list(let elements) = value.content else { continue }
                for element in elements {
                    if let fault = fault(of: element, against: item, at: "\(path)[]") { return fault }
                }
            case ("anyOf", .array(let forms)):
                let faults = forms.map { fault(of: value, against: $0, at: path) }
                if !faults.contains(nil) { return faults.compactMap(\.self).first }
            case ("allOf", .array(let forms)):
                for form in forms { if let fault = fault(of: value, against: form, at: path) { return fault } }
            case ("if", let condition):
                guard let then = rules["then"], fault(of: value, against: condition, at: path) == nil else { continue }
                if let fault = fault(of: value, against: then, at: path) { return fault }
            case ("then", _), ("description", _), ("title", _), ("$schema", _), ("$defs", _): break
            default: return "\(path): the test does not know the rule \(rule)"
            }
        }
        return nil
    }

    private func definition(_ reference: String) -> SchemaValue {
        guard case .object(let root) = schema, case .object(let definitions)? = root["$defs"] else { return false }
        return definitions[reference.replacing("#/$defs/", with: "")] ?? false
    }

    private func isA(_ type: String, _ value: DeclaredValue) -> Bool {
        switch (type, value.content) {
        case ("object", .mapping), ("array", .list): true
        case ("null", _): value.isNull
        case ("string", .scalar): value.string != nil
        case ("integer", .scalar): value.integerText != nil
        case ("number", .scalar): value.numberText != nil
        case ("boolean", .scalar): value.boolean != nil
        default: false
        }
    }
}
