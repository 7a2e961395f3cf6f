import Foundation

/// Looks at tools, packages, processor and data sources.
package struct MachineChecks {
    private let machine: any MachineAccess

    package init(_ machine: any MachineAccess) {
        self.machine = machine
    }

    /// The compiler; a built program runs without.
    package func swift() -> Finding {
        guard let text = machine.output(of: ["swift", "--version"]) else {
            return .warning(
                "swift", "there is no command swift",
                advice:
                    "The program that runs now was built already; to build it anew, install Swift 6.3 from swift.org.")
        }
        let words = text.split(whereSeparator: \.isWhitespace)
        let version = words.firstIndex(of: "version").map(words.index(after:)).flatMap {
            words.indices.contains($0) ? String(words[$0]) : nil
        }
        return .ok("swift", version ?? text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// A command that stages start.
    ///
    /// - Parameter purpose: What cannot be done without it.
    package func command(_ name: String, package: String, purpose: String) -> Finding {
        guard let text = machine.output(of: [name, "--version"]) else {
            return .problem(
                name, "there is no command \(name): \(purpose)",
                advice: "Install the package \(package), or type `make deps`.")
        }
        // What it was built with is of no use here.
        let version = text.prefix { $0 != "\n" && $0 != "(" }.trimmingCharacters(in: .whitespaces)
        return .ok(name, version.isEmpty ? "there" : version)
    }

    /// The packages of a list in the form of `scripts/system-packages.txt`: a package, how to see that it is there, what it is for.
    package func packages(listedIn list: String) -> Finding {
        var missing: [String] = []
        var count = 0
        for line in list.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count >= 2 else { continue }
            count += 1
            if !isPresent(words[1]) { missing.append(String(words[0])) }
        }
        if missing.isEmpty { return .ok("packages", "all \(count) of the list are there") }
        return .warning(
            "packages", "missing: \(missing.joined(separator: ", "))",
            advice: "What is built runs without those that end in -dev; `make deps` installs them all.")
    }

    private func isPresent(_ detection: Substring) -> Bool {
        let sides = detection.split(separator: ":", maxSplits: 1).map(String.init)
        guard sides.count == 2 else { return false }
        switch sides[0] {
        case "command": return machine.output(of: ["which", sides[1]]) != nil
        case "pkg-config": return machine.output(of: ["pkg-config", "--exists", sides[1]]) != nil
        default: return machine.exists(sides[1])
        }
    }

    /// The instruction set that the kernels use.
    ///
    /// - Parameter isFastest: Whether it is the fastest of those that they are compiled for.
    package func kernels(level: String, isFastest: Bool) -> Finding {
        let processor = "\(level), on \(Machine.name(inProcessorFile: processorFile) ?? "an unknown processor")"
        if isFastest { return .ok("kernels", processor) }
        return .warning(
            "kernels", processor,
            advice:
                "The same bits, but slower: training takes about twice as long without AVX-512, and many times as long without FMA."
        )
    }

    /// Whether the processor has instructions for SHA-256, by which all content is named.
    package func digestInstructions() -> Finding {
        let flags = Set(
            processorFile.split(separator: "\n").filter { $0.hasPrefix("flags") || $0.hasPrefix("Features") }
                .flatMap { $0.split(whereSeparator: { " \t:".contains($0) }).map(String.init) })
        if !flags.isDisjoint(with: ["sha_ni", "sha2"]) {
            return .ok("SHA-256", "the processor has instructions for it")
        }
        return .warning(
            "SHA-256", "the processor has no instructions for it",
            advice: "Nothing to do: digests of large files take about four times as long.")
    }

    private var processorFile: String { machine.text(of: Machine.processorFile) ?? "" }

    /// Whether stages can be kept from files that they have not declared.
    package func isolation() -> Finding {
        let subject = "isolation"
        if machine.output(of: [WorkerIsolation.command] + WorkerIsolation.trial) != nil {
            return .ok(subject, "bubblewrap works: `run --hermetic` can be used")
        }
        let isThere = machine.output(of: [WorkerIsolation.command, "--version"]) != nil
        return .warning(
            subject,
            isThere ? "the system lets bubblewrap make no namespaces" : "there is no command bwrap",
            advice: isThere
                ? "Nothing to do: `run --hermetic` is refused, all else works."
                : "Install the package bubblewrap for `run --hermetic`; all else works without.")
    }

    /// A place that is asked before others.
    ///
    /// - Parameters:
    ///   - variable: The environment's variable that names it.
    ///   - place: What the variable says.
    ///   - instead: What is done without it, as a sentence goes on after a colon.
    package func mirror(_ variable: String, _ place: String?, instead: String) -> Finding {
        guard let place, !place.isEmpty else { return .ok(variable, "not set: \(instead)") }
        if place.hasPrefix("http://") || place.hasPrefix("https://") {
            let command = [
                "curl", "-q", "--silent", "--head", "--location", "--output", "/dev/null", "--max-time", "5", place,
            ]
            let name = addressWithoutSecrets(place)
            if machine.output(of: command) != nil { return .ok(variable, "\(name) answers") }
            return .warning(
                variable, "\(name) does not answer within 5 s",
                advice: "Mend the address, or unset \(variable): \(instead).")
        }
        let path = place.hasPrefix("file://") ? String(place.dropFirst("file://".count)) : place
        if machine.exists(path) { return .ok(variable, "\(path) is there") }
        return .warning(
            variable, "there is nothing at \(path)", advice: "Mend the path, or unset \(variable): \(instead).")
    }
}
