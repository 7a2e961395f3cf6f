import Files
import Foundation
import Pipeline
import Synchronization
import Testing

@Suite("Diagnosis")
struct DiagnosisTests {
    @Test("each finding is a line of state, subject and detail, with what to do beneath; a problem makes the whole one")
    func text() {
        let fine = Diagnosis([.ok("swift", "6.3.1"), .warning("tools", "none work", advice: "Install.")])
        #expect(!fine.hasProblem)
        #expect(fine.text == "ok       swift  6.3.1\nwarning  tools  none work\n         Install.")
        #expect(Diagnosis([.problem("locks", "none", advice: "Move.")]).hasProblem)
    }

    @Test("the version of swift is taken from its words; without swift the program still runs")
    func swift() {
        let machine = TestMachine(commands: ["swift --version": "Apple Swift version 6.3.1 (swift-6.3.1)\nTarget: x\n"])
        #expect(MachineChecks(machine).swift() == .ok("swift", "6.3.1"))
        #expect(MachineChecks(TestMachine()).swift().state == .warning)
    }

    @Test("a command that stages start is a problem where it is missing, and names its package")
    func commands() {
        let machine = TestMachine(commands: ["gnuplot --version": "gnuplot 5.4 patchlevel 4 (x86)\n"])
        func check(_ machine: TestMachine) -> Finding {
            MachineChecks(machine).command("gnuplot", package: "gnuplot-nox", purpose: "no figure can be drawn")
        }
        #expect(check(machine) == .ok("gnuplot", "gnuplot 5.4 patchlevel 4"))
        #expect(check(TestMachine()).state == .problem)
        #expect(check(TestMachine()).advice?.contains("gnuplot-nox") == true)
    }

    @Test("packages are looked for as the list says: by command, by pkg-config, by file")
    func packages() {
        let list = """
            # package  how  what for
            zlib1g-dev  pkg-config:zlib  # gzip

            git  command:git  # fetches
            g++  glob:/usr/include/c++/*/version
            """
        let all = TestMachine(
            commands: ["pkg-config --exists zlib": "", "which git": "/usr/bin/git\n"],
            paths: ["/usr/include/c++/*/version"])
        #expect(MachineChecks(all).packages(listedIn: list) == .ok("packages", "all 3 of the list are there"))
        let none = MachineChecks(TestMachine()).packages(listedIn: list)
        #expect(none.state == .warning && none.detail == "missing: zlib1g-dev, git, g++")
    }

    @Test(
        "instructions for SHA-256 are seen on x86 and on arm",
        arguments: [
            ("model name\t: A\nflags\t\t: fpu sha_ni avx2\n", Finding.State.ok), ("Features\t: fp sha1 sha2\n", .ok),
            ("flags\t\t: fpu avx2\n", .warning), ("", .warning),
        ])
    func digests(processor: String, state: Finding.State) {
        let machine = TestMachine(files: ["/proc/cpuinfo": processor])
        #expect(MachineChecks(machine).digestInstructions().state == state)
    }

    @Test("the kernels' level is named with the processor; one that is not the fastest is a warning")
    func kernels() {
        let checks = MachineChecks(TestMachine(files: ["/proc/cpuinfo": "model name\t: AMD EPYC\n"]))
        #expect(checks.kernels(level: "x86-64-v4", isFastest: true) == .ok("kernels", "x86-64-v4, on AMD EPYC"))
        #expect(checks.kernels(level: "portable", isFastest: false).state == .warning)
    }

    @Test(
        "a mirror is a folder that is there, or an address that answers; anything else is a warning, as public sources follow"
    )
    func mirror() {
        let checks = MachineChecks(
            TestMachine(
                commands: [
                    "curl -q --silent --head --location --output /dev/null --max-time 5 http://mirror.example": ""
                ], paths: ["/data"]))
        func state(_ place: String?) -> Finding.State {
            checks.mirror("DATA_MIRROR", place, instead: "the public sources are asked").state
        }
        #expect(state(nil) == .ok && state("") == .ok)
        #expect(checks.mirror("DATA_MIRROR", "/data", instead: "") == .ok("DATA_MIRROR", "/data is there"))
        #expect(state("file:///data") == .ok)
        #expect(state("/elsewhere") == .warning)
        #expect(state("http://mirror.example") == .ok)
        #expect(state("https://gone.example") == .warning)
        let secret = checks.mirror("DATA_MIRROR", "https://user:secret@gone.example/a?token=secret", instead: "")
        #expect(secret.detail.contains("gone.example/a") && !secret.detail.contains("secret"))
    }

    @Test("isolation is ok where bubblewrap makes namespaces; otherwise the finding tells the package from the system")
    func isolation() {
        let works = ["bwrap --ro-bind / / --unshare-net true": "", "bwrap --version": "bubblewrap 0.8.0\n"]
        #expect(MachineChecks(TestMachine(commands: works)).isolation().state == .ok)
        let refused = MachineChecks(TestMachine(commands: ["bwrap --version": "bubblewrap 0.8.0\n"])).isolation()
        #expect(refused.state == .warning && refused.detail.contains("no namespaces"))
        let absent = MachineChecks(TestMachine()).isolation()
        #expect(absent.state == .warning && absent.advice?.contains("package bubblewrap") == true)
    }

    private func storeFindings(_ machine: TestMachine, locks: any StageLocks = ExclusiveLocks()) -> [String: Finding] {
        let store = Store(contents: MemoryContentStore(), actions: MemoryActionCache(), locks: locks)
        let layout = StoreLayout(folder: URL(filePath: "/store"))
        let findings = StoreChecks(machine, layout: layout, store: store).all()
        return Dictionary(uniqueKeysWithValues: findings.map { ($0.subject, $0) })
    }

    @Test("a good store is ok in everything")
    func goodStore() {
        let findings = storeFindings(TestMachine(freeBytes: 78_000_000_000))
        #expect(findings.count == 3 && findings.values.allSatisfy { $0.state == .ok })
        #expect(findings["free disk"]?.detail == "78.0 GB where the store is")
    }

    @Test("a store that cannot be written is a problem, and nothing more is tried in it")
    func readOnly() {
        let findings = storeFindings(TestMachine(isReadOnly: true, freeBytes: 78_000_000_000))
        #expect(findings["store"]?.state == .problem && findings["store"]?.detail.contains("Permission denied") == true)
        #expect(findings.keys.sorted() == ["free disk", "store"])
    }

    @Test(
        "scarce disk is a problem, little disk a warning",
        arguments: [(900_000_000, Finding.State.problem), (4_000_000_000, .warning)])
    func disk(bytes: Int, state: Finding.State) {
        #expect(storeFindings(TestMachine(freeBytes: bytes))["free disk"]?.state == state)
    }

    @Test("locks that let a second holder in, as on some network disks, are a problem")
    func locks() {
        let findings = storeFindings(TestMachine(freeBytes: 78_000_000_000), locks: MemoryLocks())
        #expect(findings["locks"]?.state == .problem && findings["locks"]?.detail == "do not keep a second runner out")
    }

    @Test("this machine can write and lock in a temporary folder")
    func thisMachine() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "diagnosis-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let layout = StoreLayout(folder: folder.appending(path: "store"))
        let machine = ThisMachine()
        let findings = StoreChecks(machine, layout: layout, store: layout.open { _ in }).all()
        #expect(findings.map(\.subject) == ["store", "locks", "free disk"])
        #expect(findings[0].state == .ok && findings[1].state == .ok)
        #expect(try FileManager.default.contentsOfDirectory(atPath: layout.temporary.path).isEmpty)
        #expect(machine.output(of: ["echo", "here"]) == "here\n" && machine.output(of: ["false"]) == nil)
        #expect(machine.exists("/pro*/cpuinfo") && !machine.exists("/pro*/nothing"))
    }
}

/// A machine that is made up.
private struct TestMachine: MachineAccess {
    /// Command line → output of those that end well.
    var commands: [String: String] = [:]
    var files: [String: String] = [:]
    var paths: Set<String> = []
    var isReadOnly = false
    var freeBytes = 0

    func output(of command: [String]) -> String? { commands[command.joined(separator: " ")] }
    func text(of path: String) -> String? { files[path] }
    func exists(_ pattern: String) -> Bool { paths.contains(pattern) }
    func freeBytes(at folder: URL) -> Int? { freeBytes }
    func tryWriting(in folder: URL) throws {
        if isReadOnly { throw FileError(.write, path: folder.path, code: EACCES) }
    }
}

/// Locks as they should be, in memory.
private final class ExclusiveLocks: StageLocks {
    private let held = Mutex<Set<Fingerprint>>([])

    func tryLock(_ fingerprint: Fingerprint, sharing: Bool) throws -> HeldLock? {
        guard held.withLock({ $0.insert(fingerprint).inserted }) else { return nil }
        return HeldLock { self.held.withLock { _ = $0.remove(fingerprint) } }
    }
}
