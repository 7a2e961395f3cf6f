/// The one place where problems become prose.
extension DeclarationProblem {
    package var message: String {
        switch kind {
        case .syntax(let reason): "not YAML: \(reason)"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .emptyFile:
            position.file.hasSuffix("/\(PipelineSettings.fileName)")
                ? "the file is empty; it needs rootSeed and profiles" : "the file is empty; it needs paper and stages"
        case .missingPipelineFile(let path):
            "there is no \(path); it names the root seed, the variables and the profiles"
        case .duplicateKey(let key): "the key '\(key)' stands twice in one mapping"
        case .unknownKey(let key, let near): "unknown key '\(key)'\(Self.suggestion(near))"
        case .missingKey(let key, let expected): "missing key '\(key)' (\(expected))"
        case .wrongType(let expected, let found): "expected \(expected), found \(found)"
        case .invalidValue(let reason): reason
        case .unknownChoice(let text, let options, let near):
            "'\(text)' is none of \(options.joined(separator: ", "))\(Self.suggestion(near))"
        case .invalidName(let name, let what):
            "'\(name)' cannot name \(what): use letters, digits, '-', '_', '.', and begin with a letter or a digit"
        case .unknownVariable(let name, let near):
            "unknown variable '$\(name)'\(Self.suggestion(near.map { "$" + $0 }))"
        case .circularVariable(let name): "the variable '$\(name)' is defined by itself"
        case .variableBoundTwice(let name, let axes):
            "the variable '$\(name)' is bound by two axes, \(axes.joined(separator: " and "))"
        case .emptyMatrix(let axis): "the axis '\(axis)' has no labels, so the stage has no instances"
        case .duplicateLabel(let label, let axis): "the label '\(label)' stands twice on the axis '\(axis)'"
        case .everythingExcluded(let stage): "`exclude` leaves no instance of \(stage)"
        case .unknownResource(let name, let near):
            "experiments/\(PipelineSettings.fileName) declares no resource '\(name)'\(Self.suggestion(near))"
        case .tooMuchOfResource(let name, let amount, let available):
            "takes \(amount) of the resource '\(name)', of which there are \(available): it could never run"
        case .unknownProfile(let name, let near, let known):
            "unknown profile '\(name)'\(near == nil ? "; there are \(known.joined(separator: ", "))" : Self.suggestion(near))"
        case .unknownStage(let name, let near): "unknown stage '\(name)'\(Self.suggestion(near))"
        case .unknownKind(let name, let near): "unknown kind '\(name)'\(Self.suggestion(near))"
        case .unknownAxis(let name, let stage, let near): "\(stage) has no axis '\(name)'\(Self.suggestion(near))"
        case .unknownLabel(let label, let axis, let stage, let near):
            "the axis '\(axis)' of \(stage) has no label '\(label)'\(Self.suggestion(near))"
        case .unknownInput(let name, let kind, let near): "\(kind) has no input '\(name)'\(Self.suggestion(near))"
        case .unknownOutput(let name, let owner, let near): "\(owner) has no output '\(name)'\(Self.suggestion(near))"
        case .missingInput(let name, let kind): "missing input '\(name)', which \(kind) needs"
        case .tooManyArtifacts(let input, let count, let unbound):
            "the input '\(input)' takes one artifact, and this names \(count)"
                + (unbound.isEmpty ? "" : "; say which \(unbound.joined(separator: " and ")) in brackets")
        case .noMatchingInstance(let reference, let consumer): "no instance of \(reference) fits \(consumer)"
        case .duplicateNamespace(let name, let first): "the namespace '\(name)' is already declared in \(first)"
        case .missingFile(let path): "there is no file \(path)"
        case .pathOutsideWorkspace(let path): "'\(path)' must be a path inside the workspace, relative to its root"
        case .sourceIsPublished(let path, let stage): "\(path) is published by \(stage); write published:\(path)"
        case .publishedTwice(let path, let first, let second):
            "\(path) is published by two stages, \(first) and \(second)"
        case .neverPublished(let path, let near):
            "no stage publishes \(path)\(Self.suggestion(near)), and there is no such file"
        case .notPublishedYet(let path, let stage):
            "\(path) does not exist yet; \(stage) publishes it: select that stage as well, or run it first"
        case .cycle(let names): "stages need each other in a circle: \(names.joined(separator: " → "))"
        }
    }

    private static func suggestion(_ near: String?) -> String {
        near.map { ", did you mean '\($0)'?" } ?? ""
    }
}
