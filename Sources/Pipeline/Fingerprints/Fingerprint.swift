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

    package var description: String { digest.text }

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

    static let sourcesField = "sources"

    private let kind: ConfiguredKind
    private let inputs: [(name: String, artifacts: [KeyedArtifact])]
    private let seed: UInt64

    package init(
        kind: ConfiguredKind, inputs: [(name: String, artifacts: [KeyedArtifact])], seed: UInt64
    ) {
        (self.kind, self.inputs, self.seed) = (kind, inputs, seed)
    }

    package var value: CanonicalValue {
        .object([
            "format": .integer(FingerprintPreimage.format),
            "kind": .string(kind.name),
            "kindVersion": .integer(Int64(kind.version)),
            FingerprintPreimage.sourcesField: .string(kind.sourceDigest.text),
            "parameters": kind.parameters,
            "inputs": .object(
                Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, .list($0.artifacts.map(\.canonical))) })),
            // As text: JSON readers lose bits of large integers.
            "seed": .string("\(seed)"),
            "outputs": .list(kind.outputs.map { .string($0.name) }),
            "libraries": .object(kind.libraries.mapValues { .string($0) }),
        ])
    }

    /// The digest of ``value``, whose encoding is written here without making the value: most stages are up to date, and of them nobody
    /// asks for the fields.
    package var fingerprint: Fingerprint {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512 + kind.encodedFields.count)
        CanonicalValue.append("o", to: &bytes) { bytes in
            // In the order of the keys' bytes.
            func append(_ key: String, _ value: CanonicalValue) {
                CanonicalValue.append("k", key, to: &bytes)
                value.encode(into: &bytes)
            }
            append("format", .integer(FingerprintPreimage.format))
            CanonicalValue.append("k", "inputs", to: &bytes)
            CanonicalValue.append("o", to: &bytes) { bytes in
                let sorted =
                    inputs.count < 2
                    ? inputs : inputs.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
                for (name, artifacts) in sorted {
                    CanonicalValue.append("k", name, to: &bytes)
                    CanonicalValue.append("l", to: &bytes) { bytes in
                        for artifact in artifacts { artifact.encode(into: &bytes) }
                    }
                }
            }
            bytes += kind.encodedFields
            append("seed", .string("\(seed)"))
            append(FingerprintPreimage.sourcesField, .string(kind.sourceDigest.text))
        }
        return Fingerprint(digest: Digest(of: bytes))
    }
}

extension ConfiguredKind {
    /// The fields of a key between `inputs` and `seed`, as they are encoded there.
    func encodeFields() -> [UInt8] {
        let fields: [(String, CanonicalValue)] = [
            ("kind", .string(name)), ("kindVersion", .integer(Int64(version))),
            ("libraries", .object(libraries.mapValues { .string($0) })),
            ("outputs", .list(outputs.map { .string($0.name) })), ("parameters", parameters),
        ]
        var bytes: [UInt8] = []
        for (key, value) in fields {
            CanonicalValue.append("k", key, to: &bytes)
            value.encode(into: &bytes)
        }
        return bytes
    }
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
            "producer": .string(producer), "output": .string(output), "digest": .string(digest.text),
        ])
    }

    /// As ``canonical`` is encoded.
    fileprivate func encode(into bytes: inout [UInt8]) {
        CanonicalValue.append("o", to: &bytes) { bytes in
            for (key, text) in [("digest", digest.text), ("output", output), ("producer", producer)] {
                CanonicalValue.append("k", key, to: &bytes)
                CanonicalValue.append("s", text, to: &bytes)
            }
        }
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
