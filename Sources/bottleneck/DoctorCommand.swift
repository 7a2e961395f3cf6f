import ArgumentParser
import Foundation
import Pipeline
import Stages
import Tensors

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look whether this machine, the store and the declarations are fit for a run.",
        discussion: """
            Each line is ok, a warning (slower, or not everything works) or a problem (something will fail), with what to do about it. The \
            exit status is 1 where there is a problem. Nothing is changed; files that it tries things with are removed again.

            For example: bottleneck doctor --json
            """)

    @OptionGroup var options: WorkspaceLocation

    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        let hasProblem = try await reportingErrors {
            let diagnosis = try diagnosis(of: options.workspace(), on: ThisMachine())
            try answer.print(diagnosis, text: diagnosis.text)
            return diagnosis.hasProblem
        }
        if hasProblem { throw ExitCode.stageFailed }
    }

    private func diagnosis(of workspace: Workspace, on machine: any MachineAccess) -> Diagnosis {
        let checks = MachineChecks(machine)
        let store = StoreChecks(
            machine, layout: workspace.layout,
            store: workspace.layout.open { StandardError.write("warning: \($0)") })
        let level = InstructionSetLevel.fastest
        let environment = ProcessInfo.processInfo.environment
        var findings = [
            declarations(of: workspace), checks.swift(),
            checks.command("gnuplot", package: "gnuplot-nox", purpose: "no figure can be drawn"),
            checks.command("curl", package: "curl", purpose: "no data set can be downloaded"),
        ]
        if let list = machine.text(of: workspace.root.appending(path: "scripts/system-packages.txt").path) {
            findings.append(checks.packages(listedIn: list))
        }
        findings += [
            libraries, checks.kernels(level: level.rawValue, isFastest: level == .avx512), checks.digestInstructions(),
            checks.isolation(),
            checks.mirror(
                "DATA_MIRROR", environment["DATA_MIRROR"], instead: "data sets come from their public sources"),
            storeMirror(environment["STORE_MIRROR"] ?? "", checks: checks),
        ]
        return Diagnosis(findings + store.all())
    }

    private func declarations(of workspace: Workspace) -> Finding {
        do {
            let graph = try workspace.loadGraph(registry: registry)
            return .ok("declarations", counted(graph.instances.count, "stage"))
        } catch {
            return .problem(
                "declarations", "they have \(counted(error.problems.count, "problem"))",
                advice: "`bottleneck plan` says which, and where.")
        }
    }

    private func storeMirror(_ name: String, checks: MachineChecks) -> Finding {
        let variable = "STORE_MIRROR"
        // A run takes no other addresses, and says so itself.
        if name.isEmpty || name.hasPrefix("http://") || name.hasPrefix("https://") {
            return checks.mirror(variable, name, instead: "all results are computed here")
        }
        do {
            _ = try namedStoreMirror()
            return .ok(variable, "\(name) can be read")
        } catch {
            return .problem(variable, "\(error)", advice: "A run ends with this error.")
        }
    }

    private var libraries: Finding {
        let versions = registry.libraries.sorted { $0.key < $1.key }.map { name, version in
            version.hasPrefix(name) ? version : "\(name) \(version)"
        }
        return .ok("libraries", "in keys: \(versions.joined(separator: ", "))")
    }
}
