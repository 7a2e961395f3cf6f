/// One thing wrong with the declarations, and where.
///
/// Problems are collected, not thrown one by one: a researcher who edits a grid sees all of them at once, before anything runs.
package struct DeclarationProblem: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Text that is not YAML, in the parser's words.
        case syntax(String)
        case unreadable(path: String, reason: String)
        case emptyFile
        case missingPipelineFile(path: String)
        case duplicateKey(String)
        case unknownKey(String, near: String?)
        case missingKey(String, expected: String)
        case wrongType(expected: String, found: String)
        case invalidValue(String)
        case unknownChoice(String, options: [String], near: String?)
        case invalidName(String, what: String)
        case unknownVariable(String, near: String?)
        case circularVariable(String)
        case variableBoundTwice(String, axes: [String])
        case emptyMatrix(axis: String)
        case duplicateLabel(String, axis: String)
        case everythingExcluded(stage: String)
        case unknownResource(String, near: String?)
        case tooMuchOfResource(String, amount: Int, available: Int)
        case unknownProfile(String, near: String?, known: [String])
        case unknownStage(String, near: String?)
        case unknownKind(String, near: String?)
        case unknownAxis(String, stage: String, near: String?)
        case unknownLabel(String, axis: String, stage: String, near: String?)
        case unknownInput(String, kind: String, near: String?)
        case unknownOutput(String, of: String, near: String?)
        case missingInput(String, kind: String)
        case tooManyArtifacts(input: String, count: Int, unbound: [String])
        case noMatchingInstance(of: String, consumer: String)
        case duplicateNamespace(String, first: String)
        case missingFile(path: String)
        case pathOutsideWorkspace(String)
        case sourceIsPublished(path: String, by: String)
        case publishedTwice(path: String, by: String, and: String)
        case neverPublished(path: String, near: String?)
        case notPublishedYet(path: String, by: String)
        case cycle([String])
    }

    package let kind: Kind
    package let position: SourcePosition

    package init(_ kind: Kind, at position: SourcePosition) {
        self.kind = kind
        self.position = position
    }

    fileprivate var isUnreplacedVariable: Bool {
        switch kind {
        case .unknownVariable, .circularVariable: true
        default: false
        }
    }
}

/// All that is wrong with the declarations, sorted by place, each problem once.
package struct DeclarationErrors: Error, Equatable, CustomStringConvertible {
    package let problems: [DeclarationProblem]

    package init(_ problems: [DeclarationProblem]) {
        precondition(!problems.isEmpty, "declaration errors hold at least one problem")
        var seen: Set<DeclarationProblem> = []
        // A variable that could not be replaced is no news to the types that meet it.
        let unreplaced = Set(problems.filter(\.isUnreplacedVariable).map(\.position))
        self.problems = problems.filter {
            ($0.isUnreplacedVariable || !unreplaced.contains($0.position)) && seen.insert($0).inserted
        }.sorted {
            $0.position == $1.position ? $0.message < $1.message : $0.position < $1.position
        }
    }

    package var description: String {
        problems.map { "\($0.position): \($0.message)" }.joined(separator: "\n")
    }
}
