/// A kind of stage: what it takes, what it makes, and how. A new kind is one type that conforms to this, and its line in the registry.
///
/// A kind runs in a worker process of its own, reads only its declared inputs and writes only its declared outputs. The same parameters,
/// inputs and seed must give the same bytes.
package protocol StageKind: Sendable {
    /// What `params` decode into. Defaults belong into the struct's `init(from:)`; the struct as re-encoded enters the key.
    /// It must encode in one order: no `Set`, no dictionary with keys other than strings.
    associatedtype Parameters: Codable & Sendable

    /// As `kind:` says it: `train-autoencoder`.
    static var name: String { get }
    /// One line for help and logs.
    static var summary: String { get }
    /// Part of the key: raise it when the same sources must give other bytes.
    static var version: Int { get }
    /// The folder of `Sources/Stages` that holds the kind; its source digest is part of the key.
    static var sourceFolder: String { get }
    static func inputs(of parameters: Parameters) -> [InputDeclaration]
    static func outputs(of parameters: Parameters) -> [OutputDeclaration]
    /// Names of environment variables let through to the worker. They are not part of the key, so they must not change bytes.
    static var environment: [String] { get }
    /// Versions of the system libraries that can change the kind's bytes, by library. Part of the key.
    static func libraries() -> [String: String]
    static func run(_ parameters: Parameters, in context: StageContext) async throws
}

extension StageKind {
    package static var version: Int { 1 }
    package static var environment: [String] { [] }
    package static func libraries() -> [String: String] { [:] }
}

/// An input that a kind takes.
package struct InputDeclaration: Hashable, Sendable {
    package enum Count: Hashable, Sendable {
        /// Exactly one artifact.
        case one
        /// One artifact, or the input is left out.
        case optional
        /// One or more.
        case many
    }

    package let name: String
    package let count: Count

    package static func one(_ name: String) -> InputDeclaration { .init(name: name, count: .one) }
    package static func optional(_ name: String) -> InputDeclaration { .init(name: name, count: .optional) }
    package static func many(_ name: String) -> InputDeclaration { .init(name: name, count: .many) }
}

/// An output that a kind makes, always as one file.
package struct OutputDeclaration: Hashable, Sendable {
    package let name: String
    /// The file's name in the stage's private folder, where a kind looks at the extension, as gnuplot does.
    package let fileName: String
    /// Whether no bytes at all are a result; otherwise an empty file fails the stage.
    package let allowsEmpty: Bool

    package init(_ name: String, fileName: String, allowsEmpty: Bool = false) {
        self.name = name
        self.fileName = fileName
        self.allowsEmpty = allowsEmpty
    }
}
