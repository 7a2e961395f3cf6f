import ArgumentParser
import Files
import Foundation
import Pipeline

struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Pack the results behind the report into one archive, or check one.",
        discussion: """
            The archive (tar) holds the content and the records of the stages, what they published, results.lock, the database and paper.md, and \
            a list that `sha256sum --check SHA256SUMS` reads where it is unpacked. With STORE_MIRROR=results.tar another clone takes its results \
            from it. Data sets that may not be passed on are left out with --exclude.

            For example: bottleneck bundle -o results.tar --exclude 'photographs/*'
                         bottleneck bundle --check results.tar
            """)

    @OptionGroup var options: WorkspaceLocation

    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Whose results, as for `run`; what these stages need goes in as well.")
    var selectors: [String] = []

    @Option(name: .shortAndLong, help: "The archive to write; one that is there is kept.")
    var output: String?

    @Option(name: .customLong("exclude"), help: "Leave out the results of these stages. Repeatable.")
    var excluded: [String] = []

    @Option(help: "Check this archive instead, offline.")
    var check: String?

    func validate() throws {
        if (output == nil) == (check == nil) {
            throw ValidationError("name the archive: --output results.tar writes it, --check results.tar checks it")
        }
        if check != nil, !selectors.isEmpty || !excluded.isEmpty {
            throw ValidationError("--check takes no stages: it checks all that is in the archive")
        }
    }

    func run() async throws {
        try await reportingErrors {
            if let check {
                let outcome = try BundleCheck(of: TarArchive(reading: URL(filePath: check)))
                try answer.print(outcome, text: outcome.text)
                if !outcome.isWhole { throw ExitCode.stageFailed }
            } else if let output {
                let written = try await write(to: URL(filePath: output))
                try answer.print(written, text: written.text)
            }
        }
    }

    private func write(to url: URL) async throws -> WrittenBundle {
        if access(url.path, F_OK) == 0 {
            throw ValidationError("\(url.path) is there already; name another file, or remove it")
        }
        let opened = try options.open()
        // So that nothing is taken out meanwhile.
        let use = try await opened.store.use {
            StandardError.write("waiting until something else has made room in the store")
        }
        defer { withExtendedLifetime(use) {} }
        let run = opened.pipelineRun(.init(selected: try opened.goals(selectors)))
        let left = try opened.exclusions(excluded)
        var records: [ActionRecord] = []
        var published: Set<String> = []
        var (open, edited): ([String], [String]) = ([], [])
        let plan = try run.plan()
        let restorations = try run.restorations(in: plan)
        for index in plan.order where !left.contains(index) {
            let instance = opened.graph.instances[index]
            guard case .upToDate(let result) = plan.verdicts[index],
                let record = opened.store.actions.lookUp(result.fingerprint)
            else {
                open.append("\(instance.name)")
                continue
            }
            records.append(record)
            published.formUnion(instance.publications.map(\.path))
            edited += restorations[index] ?? []
        }
        guard !records.isEmpty || !open.isEmpty else {
            throw ValidationError("with what --exclude leaves out, no stage is left to pack")
        }
        guard open.isEmpty else { throw UnfinishedStages(names: open.sorted()) }
        guard edited.isEmpty else { throw EditedFiles(paths: edited.sorted()) }
        let prefix = opened.graph.profile.publicationPrefix
        let more = [ResultsLock.path, "results/metrics.sqlite", "paper.md"].map { prefix + $0 }
        published.formUnion(more.filter { access(opened.workspace.files.location(of: $0).path, F_OK) == 0 })
        let bundle = ResultBundle(of: records, files: Array(published))
        let bytes = try bundle.write(to: url, from: opened.store, workspace: opened.workspace.files)
        return WrittenBundle(path: url.path, bytes: bytes, records: records.count, files: bundle.files)
    }
}

private struct WrittenBundle: Encodable {
    let path: String
    let bytes: Int
    let records: Int
    /// Of the workspace.
    let files: [String]

    var text: String {
        "\(path): \(formatBytes(bytes)), \(counted(records, "record")) with their contents, \(counted(files.count, "file")) of the workspace\n"
            + "a reader checks it with `bottleneck bundle --check \(path)`, or uses it with `STORE_MIRROR=\(path) make reproduce`"
    }
}

private struct UnfinishedStages: Error, CustomStringConvertible {
    let names: [String]

    var description: String {
        "\(counted(names.count, "stage")) of those asked for have no results as they are declared now (\(names.prefix(3).joined(separator: ", "))"
            + (names.count > 3 ? " …" : "") + "); `bottleneck run` makes them, or leave them out with --exclude"
    }
}

private struct EditedFiles: Error, CustomStringConvertible {
    let paths: [String]

    var description: String {
        "\(counted(paths.count, "published file")) no longer what the stages made (\(paths.prefix(3).joined(separator: ", "))"
            + (paths.count > 3 ? " …" : "") + "); `bottleneck run` puts them back"
    }
}
