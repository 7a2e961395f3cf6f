/// A JSON Schema of the files of stages in `experiments/`, for editors: which keys there are, which kinds, and what each kind is told.
///
/// It knows less than the reader of declarations does: not what `$name` stands for, nor what is quoted, nor which parameters a profile or an override
/// supplies, so it takes `$name` and `parameters:` for anything and asks for no parameter. What it refuses, the reader refuses too.
///
/// The dialect is of 2020-12, https://json-schema.org/draft/2020-12.
package enum DeclarationSchema {
    static let variable: SchemaValue = ["$ref": "#/$defs/variable"]

    package static func schema(of registry: KindRegistry) -> SchemaValue {
        [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Stages of a Bottleneck workspace",
            "type": "object",
            "required": ["paper"],
            "additionalProperties": false,
            "properties": [
                "paper": described("The first half of the stages' names.", ["type": "string"]),
                "stages": ["type": "object", "additionalProperties": ["$ref": "#/$defs/stage"]],
                "profiles": described(
                    "By profile and stage, changes of params.",
                    mapping(to: ["anyOf": [mapping(to: ["type": "object"]), ["type": "null"]]])),
                "overrides": [
                    "type": ["array", "null"],
                    "items": [
                        "type": "object", "required": ["select", "params"], "additionalProperties": false,
                        "properties": ["select": ["type": "string"], "params": ["type": "object"]],
                    ],
                ],
            ],
            "$defs": [
                "variable": described(
                    "Stands for the value of a variable, or for what another stage is told.",
                    ["type": "string", "pattern": #"\$|^parameters:"#]),
                "stage": stage(registry),
            ],
        ]
    }

    private static func stage(_ registry: KindRegistry) -> SchemaValue {
        let kinds = registry.names.compactMap { registry[$0] }
        return [
            "type": "object",
            "required": ["kind"],
            "additionalProperties": false,
            "properties": [
                "kind": [
                    "anyOf": .array(
                        kinds.map { described($0.kind.summary, ["const": .string($0.kind.name)]) })
                ],
                "matrix": described("By axis, its labels.", mapping(to: ["type": ["array", "object", "string"]])),
                "exclude": described(
                    "Combinations that there are not.", ["type": ["array", "null"], "items": ["type": "object"]]),
                "inputs": described(
                    "By input, stage.output, file:path or published:path, or a list of them.",
                    mapping(
                        to: [
                            "anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]
                        ])),
                "params": described("What the kind is told.", ["type": ["object", "string"]]),
                "publish": described("By output, its path in the workspace.", mapping(to: ["type": "string"])),
                "retries": described(
                    "How often it is tried again when its worker fails.",
                    ["type": "integer", "minimum": 0, "maximum": .integer(ExecutionLimits.mostRetries)]),
                "timeout": described("How long an attempt may take: 45s, 30min, 12h.", ["type": "string"]),
                "resources": described(
                    "What it takes while it runs of what pipeline.yaml says that there is.",
                    mapping(to: ["type": "integer", "minimum": 1])),
            ],
            "allOf": .array(
                kinds.map { kind in
                    [
                        "if": ["properties": ["kind": ["const": .string(kind.kind.name)]]],
                        "then": ["properties": ["params": kind.parameterSchema]],
                    ]
                }),
        ]
    }

    /// A key with nothing behind it counts as one that is not there.
    private static func mapping(to value: SchemaValue) -> SchemaValue {
        ["type": ["object", "null"], "additionalProperties": value]
    }

    private static func described(_ text: String, _ schema: SchemaValue) -> SchemaValue {
        guard case .object(var entries) = schema else { return schema }
        entries["description"] = .string(text)
        return .object(entries)
    }
}

extension RegisteredKind {
    fileprivate var parameterSchema: SchemaValue { parameterSchema(of: kind) }

    private func parameterSchema<Kind: StageKind>(of kind: Kind.Type) -> SchemaValue {
        ParameterSchema.schema(of: Kind.Parameters.self)
    }
}
