import Files
import Foundation
import Pipeline
import Testing

/// Goes through every change that a run makes to its files, and through what can befall files that lie there; afterwards the same command has to
/// lead to the state of a run that nothing disturbed. `docs/faults.md` is what came of it; with `WRITE_FAULT_TABLE=1` it is written anew.
@Suite("Faults", .serialized)
struct FaultTests {
    @Test("whatever happens at whatever step, the next run ends as an undisturbed one, and the committed table says so")
    func table() throws {
        let disk = try DiskWorkspace(stages: DiskWorkspace.twoStages())
        defer { disk.remove() }
        let steps = try StepFaults(of: disk)
        let table = FaultTable(steps: try steps.outcomes(), others: try StoredFaults(of: disk).outcomes())
        #expect(table.differing == [])
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/faults.md")
        if ProcessInfo.processInfo.environment["WRITE_FAULT_TABLE"] == "1" {
            try Data(table.markdown.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == table.markdown)
    }
}
