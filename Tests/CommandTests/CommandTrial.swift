import Foundation
import TestSupport
import Testing

/// A small workspace in a folder of its own, and the built program run in it.
struct CommandTrial {
    let folder: TemporaryFolder

    /// One stage that publishes measurements, one table over them, and a paper that shows both.
    init() throws {
        folder = try TemporaryFolder()
        try write(
            "rootSeed: 1\nvariables: {profile: paper}\nprofiles: {paper: {}, demo: {variables: {profile: demo}}}\n",
            to: "experiments/pipeline.yaml")
        try write(
            """
            paper: report
            stages:
              measurements:
                kind: collect-measurements
                inputs: {measurements: [file:raw.csv]}
                params: {}
                publish: {measurements: results/measurements/ercan.csv}
              table-errors:
                kind: table
                inputs:
                  measurements: published:results/measurements/ercan.csv
                  printed: file:experiments/printed.csv
                  views: [file:experiments/views/errors.sql]
                params: {name: errors, caption: Errors, profile: $profile, formats: {error: 4 decimals}}
                publish: {markdown: results/tables/errors.md}
            """, to: "experiments/figures.yaml")
        try writeMeasurement("0.0116")
        try write(
            "CREATE VIEW errors AS SELECT subject, value AS error, dataset FROM measurement;\n",
            to: "experiments/views/errors.sql")
        try write(
            "paper,item,subject,step,value,unit,place,note\nercan,error,network,,0.011,per pixel,Summary,\n",
            to: "experiments/printed.csv")
        try write(
            "The error is <!--value format=%.3f SELECT error FROM errors-->–<!--/value-->.\n<!--table errors-->\n<!--/table-->\n",
            to: "paper.md")
    }

    func write(_ text: String, to path: String) throws {
        try folder.write(Array(text.utf8), to: path)
    }

    func text(of path: String) throws -> String {
        try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
    }

    func writeMeasurement(_ value: String) throws {
        try write(
            "stage,paper,dataset,split,subject,class,metric,step,value,unit\n"
                + "ercan/train,ercan,mnist,test,network,,meanSquaredError,,\(value),per pixel\n",
            to: "raw.csv")
    }

    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs the program in the workspace, or in another folder.
    func run(_ arguments: String..., in directory: URL? = nil) throws -> Outcome {
        try run(arguments, in: directory)
    }

    func run(_ arguments: [String], in directory: URL? = nil) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "bottleneck")
        process.arguments = arguments
        process.currentDirectoryURL = directory ?? folder.url
        let (output, errors) = (folder.url.appending(path: ".output"), folder.url.appending(path: ".errors"))
        for url in [output, errors] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: try text(of: ".output"), errors: try text(of: ".errors"))
    }
}
