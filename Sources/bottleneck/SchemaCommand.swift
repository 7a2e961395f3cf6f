import ArgumentParser
import Pipeline
import Stages

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print a JSON Schema of the files of stages, for editors.",
        discussion: """
            An editor that knows YAML completes keys and kinds by it, and marks what is wrong, where a file begins with
            # yaml-language-server: $schema=../.bottleneck/schema.json

            For example: bottleneck schema > .bottleneck/schema.json
            """)

    func run() throws { try printJSON(DeclarationSchema.schema(of: registry)) }
}
