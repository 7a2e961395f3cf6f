import Files
import Foundation
import Pipeline
import Testing

/// What comes of a changed byte in each kind of stored file, of a store that cannot be written or read, of a clock that goes backwards, and of
/// several runners at once.
struct StoredFaults {
    private let disk: DiskWorkspace
    private let undisturbed: WorkspaceState

    init(of disk: DiskWorkspace) throws {
        self.disk = disk
        try disk.clear()
        #expect(try disk.runFaulty().status == 0)
        undisturbed = try WorkspaceState(of: disk)
    }

    func outcomes() throws -> [(fault: String, outcome: FaultOutcome)] {
        var rows: [(String, FaultOutcome)] = []
        let store = disk.workspace.layout
        rows.append(
            ("a changed byte in content that a stage reads", try changedBytes(of: content("a/n")) { try forget("a/m") })
        )
        rows.append(
            (
                "a changed byte in content that is published again",
                try changedBytes(of: content("a/m")) { unlink(disk.root.appending(path: "results/m.txt").path) }
            ))
        rows.append(("a changed byte in a record", try changedBytes(of: recordFile("a/n"))))
        rows.append(("a changed byte in the history", try changedBytes(of: { store.history })))
        let lock = disk.root.appending(path: "results/results.lock")
        rows.append(("a changed byte in results.lock", try changedBytes(of: { lock })))
        let published = disk.root.appending(path: "results/m.txt")
        rows.append(("a changed byte in a published file", try changedBytes(of: { published })))
        rows.append(
            ("a store that cannot be written, and work to do", try refused(.refused(EROFS, fromStep: 1), EROFS)))
        rows.append(("a store that cannot be read", try refused(.unreadable(EACCES), EACCES)))
        rows.append(("the clock a day back, for the second of two runs", try clock()))
        rows.append(("two runners at once", try runners(2)))
        rows.append(("eight runners at once", try runners(8)))
        return rows
    }

    /// Changes bytes here and there in a file, one at a time; each time the next run must end as one that nothing disturbed.
    ///
    /// - Parameter prepare: Makes the run read the file.
    private func changedBytes(
        of file: () throws -> URL, prepare: () throws -> Void = {}
    ) throws -> FaultOutcome {
        try disk.clear()
        #expect(try disk.runFaulty().status == 0)
        let whole = try readFile(file())
        for index in stride(from: 0, to: whole.count, by: max(1, whole.count / 24)) {
            let url = try file()
            try prepare()
            var damaged = whole
            damaged[damaged.startIndex + index] ^= 0x11
            chmod(url.path, 0o644)
            try damaged.write(to: url)
            let end = try disk.runFaulty()
            let state = try WorkspaceState(of: disk)
            #expect(end.status == 0 && state == undisturbed, "byte \(index) of \(url.path): \(end.told)")
            if end.status != 0 || state != undisturbed { return .differs }
        }
        return .recovers
    }

    private func record(of stage: String) throws -> ActionRecord {
        try #require(disk.store.actions.all().first { $0.stage == stage })
    }

    private func content(_ stage: String) -> () throws -> URL {
        { disk.store.contents.location(of: try #require(record(of: stage).outputs["text"]).digest) }
    }

    private func recordFile(_ stage: String) -> () throws -> URL {
        { disk.workspace.layout.actions.appending(path: "\(try record(of: stage).fingerprint).json") }
    }

    private func forget(_ stage: String) throws { unlink(try recordFile(stage)().path) }

    /// The fault is told and nothing is lost: without it, the same command ends as ever.
    private func refused(_ fault: Fault, _ code: Int32) throws -> FaultOutcome {
        try forget("a/m")
        let store = disk.workspace.layout.folder
        let end = try disk.runFaulty(fault, beneath: store)
        let isTold = end.status == 1 && end.told.contains(String(cString: strerror(code)))
        #expect(isTold, "status \(end.status): \(end.told)")
        #expect(try disk.runFaulty().status == 0)
        let state = try WorkspaceState(of: disk)
        #expect(state == undisturbed, "\(end.told)")
        return isTold && state == undisturbed ? .errorThenRecovers : .differs
    }

    private func clock() throws -> FaultOutcome {
        try disk.clear()
        #expect(try disk.runFaulty().status == 0)
        try forget("a/m")
        let end = try disk.runFaulty(.clock(-86_400))
        #expect(end.status == 0, "\(end.told)")
        let record = try record(of: "a/m")
        #expect(record.provenance.finished < Date(timeIntervalSinceNow: -80_000))
        let state = try WorkspaceState(of: disk)
        #expect(state == undisturbed)
        let again = try disk.runFaulty()
        #expect(again.told.contains("everything up to date"), "\(again.told)")
        return end.status == 0 && state == undisturbed ? .unharmed : .differs
    }

    private func runners(_ count: Int) throws -> FaultOutcome {
        try disk.clear()
        let runners = try (0..<count).map { _ in try disk.startRunner() }
        for runner in runners { runner.waitUntilExit() }
        #expect(runners.allSatisfy { $0.terminationStatus == 0 })
        #expect(disk.starts().count == 2, "each stage is done once")
        let state = try WorkspaceState(of: disk)
        #expect(state == undisturbed)
        return state == undisturbed && disk.starts().count == 2 ? .unharmed : .differs
    }
}
