import Files
import Synchronization

/// The stage kinds that a command knows, with the source digest of each.
package struct KindRegistry: Sendable {
    private let entries: [String: RegisteredKind]

    /// - Parameters:
    ///   - sourceDigests: Hexadecimal SHA-256 by source folder, as the build generates them.
    ///   - sourceParts: By source folder what the digest covers, each with some digits of its own digest.
    ///   - networkKinds: Kinds whose workers may use the network; the others' may be kept from it.
    /// - Precondition: Names are unique, and every kind's source folder has a digest.
    package init(
        _ kinds: [any StageKind.Type], sourceDigests: [String: String], sourceParts: [String: [String: String]] = [:],
        networkKinds: [any StageKind.Type] = []
    ) {
        var entries: [String: RegisteredKind] = [:]
        for kind in kinds {
            precondition(entries[kind.name] == nil, "two stage kinds are called '\(kind.name)'")
            guard let digest = sourceDigests[kind.sourceFolder].flatMap({ Digest(hexadecimal: $0) }) else {
                preconditionFailure(
                    "the kind '\(kind.name)' says that its sources are in '\(kind.sourceFolder)', "
                        + "which has no source digest; there are \(sourceDigests.keys.sorted())")
            }
            entries[kind.name] = RegisteredKind(
                kind: kind, sourceDigest: digest, sourceParts: sourceParts[kind.sourceFolder] ?? [:],
                mayUseNetwork: networkKinds.contains { $0.name == kind.name })
        }
        self.entries = entries
    }

    package var names: [String] { entries.keys.sorted() }

    /// The versions of all system libraries that are in the key of any kind, by library.
    package var libraries: [String: String] {
        entries.values.reduce(into: [:]) { all, entry in
            all.merge(entry.kind.libraries()) { first, _ in first }
        }
    }

    package subscript(name: String) -> RegisteredKind? { entries[name] }
}

/// A kind, and the digest of the sources that make it.
package struct RegisteredKind: Sendable {
    package let kind: any StageKind.Type
    package let sourceDigest: Digest
    /// What it is made of, for finding what changed; part of no key.
    package let sourceParts: [String: String]
    package let mayUseNetwork: Bool
}

/// A kind with an instance's parameters decoded: everything the runner needs to know without knowing the parameters' type.
///
/// A class, as instances with equal parameters share one.
package final class ConfiguredKind: Sendable {
    package let name: String
    package let version: Int
    package let sourceDigest: Digest
    /// What the source digest covers; see ``RegisteredKind/sourceParts``.
    package let sourceParts: [String: String]
    /// As decoded and encoded again, so defaults are in it and the order of keys is not.
    package let parameters: CanonicalValue
    package let inputs: [InputDeclaration]
    package let outputs: [OutputDeclaration]
    package let environment: [String]
    package let libraries: [String: String]
    package let mayUseNetwork: Bool
    private let encodeParameters: @Sendable () -> String
    private let fields = Mutex<[UInt8]?>(nil)

    /// - Parameter parametersJSON: The parameters for the worker; made when it is asked for.
    package init(
        name: String, version: Int, sourceDigest: Digest, sourceParts: [String: String] = [:],
        parameters: CanonicalValue, parametersJSON: @autoclosure @escaping @Sendable () -> String,
        inputs: [InputDeclaration], outputs: [OutputDeclaration], environment: [String],
        libraries: [String: String], mayUseNetwork: Bool = false
    ) {
        self.name = name
        self.version = version
        self.sourceDigest = sourceDigest
        self.sourceParts = sourceParts
        self.parameters = parameters
        encodeParameters = parametersJSON
        self.inputs = inputs
        self.outputs = outputs
        self.environment = environment
        self.libraries = libraries
        self.mayUseNetwork = mayUseNetwork
    }

    /// What this has in the key of every instance, encoded once.
    var encodedFields: [UInt8] {
        fields.withLock { fields in
            if let fields { return fields }
            let encoded = encodeFields()
            fields = encoded
            return encoded
        }
    }

    /// The parameters for the worker, as JSON.
    package var parametersJSON: String { encodeParameters() }
}
