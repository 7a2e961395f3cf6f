import Foundation

/// The machine, for provenance.
package enum Machine {
    static let processorFile = "/proc/cpuinfo"

    /// As `/proc/cpuinfo` says it.
    package static let processorName: String = {
        let text = FileManager.default.contents(atPath: processorFile) ?? Data()
        return name(inProcessorFile: String(decoding: text, as: UTF8.self)) ?? "unknown"
    }()

    static func name(inProcessorFile text: String) -> String? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":", maxSplits: 1).last.map { String($0.drop { $0 == " " }) }
    }
}
