import Foundation
import Pipeline
import TestSupport
import Testing

@Suite("Isolated workers", .enabled(if: canIsolate, "this system does not let bubblewrap make namespaces"))
struct WorkerIsolationTests {
    private func summary(
        of stages: String, hermetic: Bool, network: Bool = false
    ) async throws -> (summary: RunSummary, told: String, disk: DiskWorkspace) {
        let disk = try DiskWorkspace(stages: stages)
        try disk.write("declared", to: "declared.txt")
        try disk.write("secret", to: "undeclared.txt")
        let isolation =
            hermetic
            ? try await WorkerIsolation(hiding: [disk.root, disk.workspace.layout.folder]) : nil
        let events = EventLog()
        let summary = try await disk.run(observer: events, isolation: isolation, mayUseNetwork: network)
        return (summary, events.take().joined(separator: "\n"), disk)
    }

    private func stage(_ mode: String, journal: String) -> String {
        "  n: {kind: count, params: {mode: \(mode), steps: 1, secondsPerStep: 0, journal: \(journal)}, "
            + "inputs: {source: 'file:declared.txt'}}"
    }

    @Test("a stage that reads a file it has not declared works without isolation, and fails within")
    func undeclaredFile() async throws {
        for hermetic in [false, true] {
            let (summary, told, disk) = try await summary(
                of: stage("readBesideSource", journal: "/dev/null"), hermetic: hermetic)
            defer { disk.remove() }
            #expect(summary.isSuccess == !hermetic, "\(told)")
            if hermetic { #expect(told.contains("undeclared.txt"), "\(told)") }
        }
    }

    @Test("its declared inputs, its temporary folder, its checkpoint and its outputs are there")
    func declared() async throws {
        let (summary, told, disk) = try await summary(of: stage("readSource", journal: "/dev/null"), hermetic: true)
        defer { disk.remove() }
        #expect(summary.isSuccess, "\(told)")
        #expect(try disk.output(of: "a/n") == "declared")
        #expect(try await disk.run().ran.isEmpty, "the key is the same")
    }

    @Test("a workspace that is reached by a link, with a folder for temporary files and a mirror around it, works too")
    func mounts() async throws {
        let disk = try DiskWorkspace(stages: stage("readSource", journal: "/dev/null"))
        defer { disk.remove() }
        try disk.write("declared", to: "declared.txt")
        let link = FileManager.default.temporaryDirectory.appending(path: "link-\(UUID().uuidString)")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: disk.root)
        defer { unlink(link.path) }
        let isolation = try await WorkerIsolation(hiding: [link, disk.workspace.layout.folder])
        // COUNT_MIRROR is a variable of the kind's: what it names may be read.
        let around = disk.root.deletingLastPathComponent().path
        let events = EventLog()
        let summary = try await disk.run(
            environment: ["PATH": "/usr/bin:/bin", "COUNT_MIRROR": around], observer: events, isolation: isolation)
        #expect(summary.isSuccess, "\(events.take())")
    }

    @Test("the network is there for kinds that may use it, and for no other")
    func network() async throws {
        let server = try LoopbackServer()
        let address = server.serve(Array("served".utf8), at: "/file", .whole)
        for mayUse in [false, true] {
            let (summary, told, disk) = try await summary(
                of: stage("download", journal: "'\(address)'"), hermetic: true, network: mayUse)
            defer { disk.remove() }
            #expect(summary.isSuccess == mayUse, "\(told)")
        }
    }
}

private let canIsolate: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["bwrap", "--ro-bind", "/", "/", "--unshare-net", "true"]
    (process.standardError, process.standardOutput) = (FileHandle.nullDevice, FileHandle.nullDevice)
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
}()
