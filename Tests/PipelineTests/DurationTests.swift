import Files
import Foundation
import Pipeline
import Testing

@Suite("Recorded durations")
struct DurationTests {
    private static let chain = """
        paper: a
        stages:
          make: {kind: note, matrix: {code: [64, 36], replicate: [0, 1]}, params: {text: "make-$code"}}
          use: {kind: note, matrix: {code: [64, 36], replicate: [0, 1]}, inputs: {one: make.text}, params: {text: use}}
          table: {kind: join, inputs: {texts: use.text}, publish: {text: results/table.txt}}
        """
    private static let header = "stage,seconds,profile,processor\n"
    private static let durations =
        header + """
            a/make[code=36],40.0,paper,AMD EPYC
            a/make[code=64],100.0,paper,AMD EPYC
            a/table,10.0,paper,AMD EPYC
            a/use[*],0.5,paper,AMD EPYC

            """
    private static let path = "experiments/durations.csv"

    private func workspace(_ durations: String? = Self.durations) -> TestWorkspace {
        TestWorkspace(files: durations.map { [Self.path: $0] } ?? [:])
    }

    private func chain(profile: String = "paper") throws -> StageGraph { try graph(Self.chain, profile: profile) }

    private func estimate(in workspace: TestWorkspace, jobs: Int = 1, profile: String = "paper") throws -> RunEstimate {
        try workspace.pipelineRun(chain(profile: profile)) { $0.jobs = jobs }.plan().estimate
    }

    @Test("a store without history is estimated by the file, from the seconds of each stage's configuration")
    func emptyHistory() throws {
        let estimate = try estimate(in: workspace())
        #expect(estimate.coreSeconds == 292, "2·100 + 2·40 + 4·0.5 + 10")
        #expect(estimate.seconds == estimate.coreSeconds)
        #expect(estimate.stages == 9 && estimate.recorded == 9 && estimate.unknown == 0)
        #expect(estimate.processor == "AMD EPYC")
    }

    @Test(
        "jobs share the work, down to the longest chain of stages",
        arguments: [(1, 292.0), (2, 146), (8, 110.5)])
    func jobs(count: Int, seconds: Double) throws {
        let estimate = try estimate(in: workspace(), jobs: count)
        #expect(estimate.seconds == seconds)
        #expect(estimate.coreSeconds == 292 && estimate.jobs == count)
    }

    @Test("without the file, and without history, nothing is known")
    func absent() throws {
        let workspace = workspace(nil)
        let estimate = try estimate(in: workspace)
        #expect(estimate.isUnknown && estimate.unknown == 9 && estimate.recorded == 0)
        #expect(workspace.warnings.lines == [])
    }

    @Test("a stage's own history wins over the file, and so does that of its replicates")
    func ownHistory() throws {
        let workspace = workspace()
        workspace.remember("a/make[code=64,replicate=0]", seconds: 7)
        workspace.remember("a/make[code=36,replicate=0]", profile: Profile(name: "quick"), seconds: 1)
        let estimate = try estimate(in: workspace)
        #expect(estimate.coreSeconds == 106, "2·7 + 2·40 + 4·0.5 + 10")
        #expect(estimate.recorded == 7)
    }

    @Test("the file wins over other configurations of a stage that ran here")
    func otherConfigurations() throws {
        let workspace = workspace(Self.durations.replacing("a/make[code=64],100.0,paper,AMD EPYC\n", with: ""))
        workspace.remember("a/make[code=36,replicate=1]", seconds: 5)
        workspace.remember("a/use[code=36,replicate=1]", seconds: 3)
        let estimate = try estimate(in: workspace)
        #expect(estimate.coreSeconds == 37, "4·5 + 2·3 + 2·0.5 + 10")
        #expect(estimate.recorded == 3 && estimate.unknown == 0)
    }

    @Test("stages in neither are counted, and are not in the seconds")
    func unknown() throws {
        let workspace = workspace(Self.header + "a/make[code=64],100.0,paper,AMD EPYC\n")
        let estimate = try estimate(in: workspace, jobs: 8)
        #expect(estimate.seconds == 100 && estimate.coreSeconds == 200)
        #expect(estimate.recorded == 2 && estimate.unknown == 7)
        #expect(!estimate.isUnknown)
    }

    @Test("only what runs is in the estimate")
    func upToDate() async throws {
        let workspace = workspace()
        try await workspace.run(chain(), ["a/make"])
        let estimate = try estimate(in: workspace)
        #expect(estimate.stages == 5 && estimate.coreSeconds == 12)
    }

    @Test(
        "a line that cannot be read gives a warning with file and line, and the run goes on as without the file",
        arguments: [
            ("stage,seconds\na/table,10\n", 1),
            ("", 1),
            (DurationTests.durations.replacing("40.0,paper,", with: "40.0,"), 2),
            (DurationTests.durations.replacing("100.0", with: "long"), 3),
            (DurationTests.durations.replacing("100.0", with: "-1"), 3),
            (DurationTests.durations.replacing("100.0", with: "nan"), 3),
            (DurationTests.durations.replacing("100.0", with: "1e300"), 3),
            (DurationTests.durations + "a/make[code=36],41.0,paper,AMD EPYC\n", 6),
            (DurationTests.durations + "a/gone,1.0,paper,\"AMD", 6),
            (DurationTests.durations + "<<<<<<< HEAD\n", 6),
        ])
    func malformed(text: String, line: Int) async throws {
        let workspace = workspace(text)
        #expect(try estimate(in: workspace).isUnknown)
        let warning = try #require(workspace.warnings.lines.first)
        #expect(workspace.warnings.lines.count == 1)
        #expect(warning.hasPrefix("experiments/durations.csv:\(line)"))
        #expect(
            warning.hasSuffix(
                "the run is estimated without experiments/durations.csv, which `make durations` writes anew"))
        #expect(try await workspace.run(chain()).ran.count == 9)
        #expect(workspace.files[Self.path] == text, "a run does not write the file")
    }

    @Test("every beginning of a file gives an estimate or a warning")
    func cutOff() throws {
        for length in 0..<Self.durations.utf8.count {
            let workspace = workspace(String(Self.durations.prefix(length)))
            let estimate = try estimate(in: workspace)
            #expect(workspace.warnings.lines.count == 1 || estimate.recorded + estimate.unknown == 9)
        }
    }

    @Test("stages that are not declared any more, and rows of other profiles, are passed over without a word")
    func stale() throws {
        let workspace = workspace(
            Self.durations + "a/gone[code=1],9.0,paper,AMD EPYC\na/make[code=64],1.0,quick,AMD EPYC\n")
        #expect(try estimate(in: workspace).coreSeconds == 292)
        #expect(workspace.warnings.lines == [])
    }

    @Test("other profiles than paper do not read the file")
    func otherProfile() throws {
        for text in [Self.durations, "no durations"] {
            let workspace = workspace(text)
            #expect(try estimate(in: workspace, profile: "quick").isUnknown)
            #expect(workspace.warnings.lines == [])
        }
    }

    @Test(
        "the file is in no key: what one run made with it is up to date without it, and results.lock has the same bytes"
    )
    func keys() async throws {
        let (with, without) = (workspace(), workspace(nil))
        try await with.run(chain())
        try await without.run(chain())
        let lock = try #require(with.files[ResultsLock.path])
        #expect(lock.split(separator: "\n").count == 9)
        #expect(without.files[ResultsLock.path] == lock)
        with.files[Self.path] = Self.durations.replacing("100.0", with: "200.0")
        #expect(try await with.run(chain()).ran.isEmpty)
        with.files[Self.path] = nil
        #expect(try await with.run(chain()).ran.isEmpty)
    }

    @Test("a first run starts with what the file says is longest")
    func order() async throws {
        let started = Reports()
        let workspace = TestWorkspace(files: [Self.path: Self.durations]) { job in
            started.add("\(job.stage)")
            return "\(job.stage)"
        }
        try await workspace.run(chain())
        #expect(Set(started.lines.prefix(2)) == ["a/make[code=64,replicate=0]", "a/make[code=64,replicate=1]"])
    }
}
