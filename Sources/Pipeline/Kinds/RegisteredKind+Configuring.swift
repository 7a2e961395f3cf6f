import Foundation

extension RegisteredKind {
    /// Decodes an instance's parameters and asks the kind what it takes and makes with them.
    ///
    /// - Returns: `nil` when the parameters have problems, which are reported.
    func configure(
        with parameters: DeclaredValue, libraries: [String: String], problems: inout [DeclarationProblem]
    ) -> ConfiguredKind? {
        configure(kind, with: parameters, libraries: libraries, problems: &problems)
    }

    private func configure<Kind: StageKind>(
        _ kind: Kind.Type, with declared: DeclaredValue, libraries: [String: String],
        problems: inout [DeclarationProblem]
    ) -> ConfiguredKind? {
        guard let parameters = ParameterDecoder.decode(Kind.Parameters.self, from: declared, problems: &problems)
        else { return nil }
        do {
            return ConfiguredKind(
                name: Kind.name, version: Kind.version, sourceDigest: sourceDigest, sourceParts: sourceParts,
                parameters: try CanonicalEncoder.encode(parameters),
                parametersJSON: ParameterCoding.encode(parameters),
                inputs: Kind.inputs(of: parameters), outputs: Kind.outputs(of: parameters),
                environment: Kind.environment, libraries: libraries, mayUseNetwork: mayUseNetwork)
        } catch {
            problems.append(.init(.invalidValue("the parameters cannot be encoded: \(error)"), at: declared.position))
            return nil
        }
    }

    /// Runs the stage, in the worker.
    func run(parametersJSON: String, in context: StageContext) async throws {
        try await run(kind, parametersJSON: parametersJSON, in: context)
    }

    private func run<Kind: StageKind>(
        _ kind: Kind.Type, parametersJSON: String, in context: StageContext
    ) async throws {
        try await Kind.run(ParameterCoding.decode(Kind.Parameters.self, from: parametersJSON), in: context)
    }
}

/// Parameters on their way to the worker. JSON's shortest decimals give the same floating-point bits back.
private enum ParameterCoding {
    /// - Precondition: The parameters could be encoded for the key.
    static func encode(_ parameters: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return String(decoding: try encoder.encode(parameters), as: UTF8.self)
        } catch {
            preconditionFailure("parameters that are in a key cannot be written as JSON: \(error)")
        }
    }

    static func decode<Parameters: Decodable>(_ type: Parameters.Type, from text: String) throws -> Parameters {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try decoder.decode(type, from: Data(text.utf8))
    }
}
