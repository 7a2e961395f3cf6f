import Files

/// The name of a piece of work: equal fingerprints promise equal outputs.
///
/// SHA-256 of the canonical encoding of everything that can change the outputs' bytes, and of nothing else: not of paths, times, host,
/// number of jobs, CPU or profile.
package struct Fingerprint: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let digest: Digest

    package init(digest: Digest) {
        self.digest = digest
    }

    package var description: String { digest.hexadecimal }

    package static func < (left: Fingerprint, right: Fingerprint) -> Bool { left.digest < right.digest }
}

extension Fingerprint: Codable {
    package init(from decoder: any Decoder) throws {
        digest = try Digest(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try digest.encode(to: encoder)
    }
}

/// An input's artifact as it enters the key: who made it, and its content.
///
/// The producer is in the key because a kind can see it (`StageContext.inputs`).
package struct KeyedArtifact: Hashable, Sendable {
    package let producer: String
    package let output: String
    package let digest: Digest

    package init(producer: String, output: String, digest: Digest) {
        self.producer = producer
        self.output = output
        self.digest = digest
    }
}

/// Everything that goes into a fingerprint, as named fields that can be compared one by one.
package struct FingerprintPreimage: Sendable {
    /// Raised when the fields or their encoding change.
    package static let format: Int64 = 1

    package let value: CanonicalValue

    static let sourcesField = "sources"

    package init(
        kind: ConfiguredKind, inputs: [(name: String, artifacts: [KeyedArtifact])], seed: UInt64
    ) {
        value = .object([
            "format": .integer(FingerprintPreimage.format),
            "kind": .string(kind.name),
            "kindVersion": .integer(Int64(kind.version)),
            FingerprintPreimage.sourcesField: .string(kind.sourceDigest.hexadecimal),
            "parameters": kind.parameters,
            "inputs": .object(
                Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, .list($0.artifacts.map(\.canonical))) })),
            // As text: JSON readers lose bits of large integers.
            "seed": .string("\(seed)"),
            "outputs": .list(kind.outputs.map { .string($0.name) }),
            "libraries": .object(kind.libraries.mapValues { .string($0) }),
        ])
    }

    package var fingerprint: Fingerprint { Fingerprint(digest: value.digest) }
}

extension KeyedArtifact {
    /// `ercan/train[code=64].encoder`, or `file:plots/x.gp`.
    package var name: String { output.isEmpty ? producer : "\(producer).\(output)" }

    fileprivate init?(_ value: CanonicalValue) {
        guard let producer = value["producer"]?.string, let output = value["output"]?.string,
            let digest = value["digest"]?.string.flatMap({ Digest(hexadecimal: $0) })
        else { return nil }
        self.init(producer: producer, output: output, digest: digest)
    }

    fileprivate var canonical: CanonicalValue {
        .object([
            "producer": .string(producer), "output": .string(output), "digest": .string(digest.hexadecimal),
        ])
    }
}

extension CanonicalValue {
    /// Of the fields of a key: the artifacts of each input.
    package var keyedInputs: [String: [KeyedArtifact]] {
        guard case .object(let inputs) = self["inputs"] else { return [:] }
        return inputs.mapValues { value in
            guard case .list(let artifacts) = value else { return [] }
            return artifacts.compactMap(KeyedArtifact.init)
        }
    }
}
