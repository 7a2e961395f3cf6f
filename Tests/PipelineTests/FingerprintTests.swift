import Files
import Pipeline
import Testing

@Suite("Fingerprints and seeds")
struct FingerprintTests {
    private func kind(
        name: String = "train", version: Int = 1, sources: String = "0", parameters: CanonicalValue = .object([:]),
        outputs: [String] = ["checkpoint"], environment: [String] = [], libraries: [String: String] = [:]
    ) -> ConfiguredKind {
        ConfiguredKind(
            name: name, version: version, sourceDigest: Digest(of: sources), parameters: parameters, parametersJSON: "",
            inputs: [], outputs: outputs.map { OutputDeclaration($0, fileName: "file") }, environment: environment,
            libraries: libraries)
    }

    private func fingerprint(
        _ kind: ConfiguredKind, producer: String = "a/data", content: String = "x", seed: UInt64 = 7
    ) -> Fingerprint {
        let artifact = KeyedArtifact(producer: producer, output: "text", digest: Digest(of: content))
        return FingerprintPreimage(kind: kind, inputs: [("images", [artifact])], seed: seed).fingerprint
    }

    @Test("a fingerprint is the same for ever: this one was computed once, outside of this code")
    func golden() {
        let parameters = CanonicalValue.object(["rate": .single(0.01), "epochs": .integer(449), "name": .string("é")])
        #expect(
            "\(fingerprint(kind(parameters: parameters)))"
                == "39b3d2df497bc6926a15b3fb04b88f0b13e548898653e8f6155a88671123a255")
    }

    @Test("a fingerprint is the digest of the key's fields, though it is written without making them")
    func shortcut() {
        let parameters = CanonicalValue.object(["rate": .single(0.01), "list": .list([.null, .integer(-1)])])
        let kinds = [
            kind(), kind(name: "", outputs: []),
            kind(version: -3, parameters: parameters, outputs: ["b", "a"], libraries: ["z": "1", "a": "é"]),
        ]
        let artifacts = (0..<3).map {
            KeyedArtifact(producer: "a/\($0)", output: $0 == 0 ? "" : "text", digest: Digest(of: "\($0)"))
        }
        for kind in kinds {
            for inputs in [[], [("one", [])], [("b", artifacts), ("a", [artifacts[0]]), ("ä", []), ("aa", artifacts)]] {
                for seed in [0, UInt64.max] {
                    let preimage = FingerprintPreimage(kind: kind, inputs: inputs, seed: seed)
                    #expect(preimage.fingerprint.digest == preimage.value.digest)
                }
            }
        }
    }

    @Test("every field of the key changes the fingerprint, and no other does")
    func sensitivity() {
        let base = fingerprint(kind())
        let others = [
            fingerprint(kind(name: "other")), fingerprint(kind(version: 2)), fingerprint(kind(sources: "1")),
            fingerprint(kind(parameters: .object(["epochs": .integer(1)]))),
            fingerprint(kind(parameters: .object(["epochs": .single(1)]))),
            fingerprint(kind(parameters: .object(["epochs": .double(1)]))),
            fingerprint(kind(outputs: ["checkpoint", "curve"])), fingerprint(kind(libraries: ["libpng": "1.6"])),
            fingerprint(kind(), producer: "a/other"), fingerprint(kind(), content: "y"), fingerprint(kind(), seed: 8),
        ]
        #expect(Set(others + [base]).count == others.count + 1)
        #expect(fingerprint(kind(environment: ["DATA_MIRROR"])) == base)
    }

    @Test("values that look alike have different encodings")
    func encodings() {
        let values: [CanonicalValue] = [
            .null, .boolean(false), .integer(0), .unsigned(0), .single(0), .single(-0.0), .double(0), .double(-0.0),
            .string(""),
            .string("0"), .list([]), .object([:]), .list([.list([]), .list([])]), .list([.list([.list([])])]),
            .list([.string("ab"), .string("c")]), .list([.string("a"), .string("bc")]), .object(["a": .null]),
            .object(["": .string("a")]),
        ]
        #expect(Set(values.map(\.encoded)).count == values.count)
    }

    @Test("the order of keys, comments, defaults written out and the profile's name do not change a key")
    func irrelevant() throws {
        let pipeline = pipelineYAML.replacing("quick: {variables: {replicates: [0]}}", with: "quick: {}")
        func fingerprints(_ parameters: String, profile: String = "paper") throws -> [String] {
            let yaml = "paper: a\nstages: {n: {kind: note, params: \(parameters)}}"
            let graph = try graph(yaml, pipeline: pipeline, profile: profile)
            let instance = graph.instances[0]
            return ["\(FingerprintPreimage(kind: instance.kind, inputs: [], seed: instance.seed).fingerprint)"]
        }
        let base = try fingerprints("{text: x, version: 1}")
        #expect(try fingerprints("{version: 1, text: x}") == base)
        #expect(try fingerprints("{text: 'x'}") == base)
        #expect(try fingerprints("{text: x, version: 1}", profile: "quick") == base)
        #expect(try fingerprints("{text: x, version: 2}") != base)
    }

    @Test("a seed depends on the root seed and the full name alone")
    func seeds() throws {
        let first = try graph("paper: a\nstages: {n: {kind: note, matrix: {code: [1, 2]}, params: {text: x}}}")
        let more = try graph(
            "paper: a\nstages: {m: {kind: note, params: {text: y}}, n: {kind: note, matrix: {code: [3, 2, 1]}, params: {text: z}}}"
        )
        func seed(_ graph: StageGraph, _ name: String) throws -> UInt64 {
            graph.instances[try #require(graph.index(of: name))].seed
        }
        #expect(try seed(first, "a/n[code=1]") == seed(more, "a/n[code=1]"))
        #expect(Set(more.instances.map(\.seed)).count == more.instances.count)
        let name = StageName(namespace: "a", stage: "n", axes: [.init(name: "code", label: "1")])
        #expect(StageSeed.derive(rootSeed: 2018, name: name) == 13957627843953860208)
        #expect(StageSeed.derive(rootSeed: 2019, name: name) != StageSeed.derive(rootSeed: 2018, name: name))
    }

    @Test("two keys are compared leaf by leaf")
    func changes() {
        let old = CanonicalValue.object([
            "p": .object(["rate": .single(0.01), "sizes": .list([.integer(1), .integer(2)])])
        ])
        let new = CanonicalValue.object(["p": .object(["rate": .single(0.02), "sizes": .list([.integer(1)])])])
        #expect(
            FieldChange.changes(from: old, to: new) == [
                FieldChange(path: "p.rate", old: "0.01", new: "0.02"),
                FieldChange(path: "p.sizes[1]", old: "2", new: nil),
            ])
    }
}
