import ArgumentParser
import Pipeline

struct PinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin", abstract: "Keep the results of stages, whatever their age and size, when `gc` makes room.",
        discussion: """
            Kept are all results that these stages have had, with any key. The selectors stand in the store, in the file pins; without one, \
            they are listed.

            For example: bottleneck pin '+report/table-ercan-2'
            """)

    @OptionGroup var options: WorkspaceLocation

    @OptionGroup var answer: AnswerOptions

    @Argument(help: "What to keep, as for `run`; + before it keeps what it needs as well.")
    var selectors: [String] = []

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let file = opened.workspace.layout.pins
            var pins = try Pins(at: file)
            for selector in try selectors.map({ try Selector($0) }) {
                _ = try opened.graph.select(selector)
                pins.add(selector)
            }
            if !selectors.isEmpty { try pins.write(to: file) }
            try answer.print(pins)
        }
    }
}

struct UnpinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unpin", abstract: "Let `gc` take out the results of stages again.",
        discussion: "For example: bottleneck unpin '+report/table-ercan-2'")

    @OptionGroup var options: WorkspaceLocation

    @OptionGroup var answer: AnswerOptions

    @Argument(help: "What was pinned, as it was typed then.")
    var selectors: [String]

    func run() async throws {
        try await reportingErrors {
            let file = try options.workspace().layout.pins
            var pins = try Pins(at: file)
            for selector in try selectors.map({ try Selector($0) }) {
                guard pins.remove(selector) else { throw NotPinned(selector: selector.text) }
            }
            try pins.write(to: file)
            try answer.print(pins)
        }
    }
}

/// A selector that is not among the pins.
private struct NotPinned: Error, CustomStringConvertible {
    let selector: String

    var description: String { "“\(selector)” is not pinned; `bottleneck pin` lists what is" }
}

extension AnswerOptions {
    fileprivate func print(_ pins: Pins) throws {
        let selectors = pins.selectors.map(\.text)
        try print(
            ["pins": selectors], text: selectors.isEmpty ? "nothing is pinned" : selectors.joined(separator: "\n"))
    }
}
