import Foundation

/// A tool that runs the generated pipeline, in a folder of its own.
struct PipelineTool {
    enum Name: String, CaseIterable {
        case bottleneck, ninja, make, snakemake, dvc
    }

    let name: Name
    let path: String

    /// Brings everything up to date, with two jobs at once; DVC has but one.
    var command: [String] {
        switch name {
        case .bottleneck: [path, "run", ".", "--jobs", "2"]
        case .ninja: [path, "-j", "2"]
        case .make: [path, "-j", "2", "-s"]
        case .snakemake: [path, "--cores", "2", "--quiet", "all"]
        case .dvc: [path, "repro", "--quiet"]
        }
    }

    /// The largest pipeline that it is measured on: beyond, one command of it takes many minutes.
    var stageLimit: Int {
        switch name {
        case .bottleneck, .ninja, .make: 100_000
        case .snakemake: 1000
        case .dvc: 100
        }
    }

    /// Writes the pipeline, and runs it once.
    func prepare(_ pipeline: SyntheticPipeline, in folder: URL, log: URL) throws {
        try pipeline.write(to: folder)
        try reset(pipeline, in: folder, log: log)
        // By worker processes a large store would take an hour; what is recorded in it is the same.
        let fills = name == .bottleneck && pipeline.stages > 1000
        _ = try MeasuredProcess(command + (fills ? ["--in-process"] : []), in: folder, log: log)
    }

    /// Where, beside the pipelines, what was made earlier waits until all is measured.
    static let removedFolder = "removed"

    /// Takes away all that the tool has made, so that every stage has to run.
    ///
    /// It is moved rather than removed: ext4 looks at each file that was removed in the last seconds whenever one is created, and whoever is
    /// measured next would pay for it.
    func reset(_ pipeline: SyntheticPipeline, in folder: URL, log: URL) throws {
        let made = [
            "out", ".bottleneck", "results", ".ninja_log", ".ninja_deps", ".snakemake", ".dvc", ".dvcignore",
            "dvc.lock",
        ]
        let removed = folder.deletingLastPathComponent().appending(path: "\(Self.removedFolder)/\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: removed, withIntermediateDirectories: true)
        for made in made {
            try? FileManager.default.moveItem(at: folder.appending(path: made), to: removed.appending(path: made))
        }
        switch name {
        case .dvc:
            _ = try MeasuredProcess([path, "init", "--no-scm", "--quiet"], in: folder, log: log)
            _ = try MeasuredProcess([path, "config", "core.analytics", "false"], in: folder, log: log)
            fallthrough
        case .make, .snakemake:
            for layer in 0..<pipeline.layers {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: "out/\(layer)"), withIntermediateDirectories: true)
            }
        case .bottleneck, .ninja: break
        }
    }
}
