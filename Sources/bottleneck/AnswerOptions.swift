import ArgumentParser
import Foundation

/// How a verb says what it has found.
struct AnswerOptions: ParsableArguments {
    @Flag(help: "Print the outcome as JSON.")
    var json = false

    /// Prints an outcome as text, or as JSON where that was asked for.
    func print(_ outcome: some Encodable, text: @autoclosure () throws -> String) throws {
        guard json else {
            Swift.print(try text())
            return
        }
        try printJSON(outcome)
    }
}

func printJSON(_ outcome: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    print(String(decoding: try encoder.encode(outcome), as: UTF8.self))
}
