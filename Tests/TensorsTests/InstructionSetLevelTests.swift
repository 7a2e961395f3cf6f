import Foundation
import Tensors
import Testing

@Suite("Instruction-set levels")
struct InstructionSetLevelTests {
    /// What Linux says of this CPU, on x86.
    static let instructions: Set<String> = {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
        return Set(line.split(separator: " ").map(String.init))
    }()

    static let hasAVX2 = instructions.isSuperset(of: ["avx2", "fma", "bmi1", "bmi2", "f16c", "movbe", "abm"])
    static let hasAVX512 =
        hasAVX2 && instructions.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"])

    @Test("AVX2 is among the levels compared", .enabled(if: hasAVX2, "this CPU lacks AVX2 or FMA"))
    func avx2() { #expect(comparedLevels.contains { $0.level == .avx2 }) }

    @Test("AVX-512 is among the levels compared", .enabled(if: hasAVX512, "this CPU lacks AVX-512"))
    func avx512() { #expect(comparedLevels.contains { $0.level == .avx512 }) }

    @Test("without a wish the kernels are the fastest of this CPU")
    func fastest() throws {
        let expected: InstructionSetLevel = Self.hasAVX512 ? .avx512 : Self.hasAVX2 ? .avx2 : .portable
        #expect(try CompiledKernels(environment: [:]).level == expected)
        #expect(CompiledKernels().level == expected)
    }

    @Test(
        "the variable asks for a level by its name",
        arguments: [(InstructionSetLevel.portable, "portable"), (.avx2, "x86-64-v3"), (.avx512, "x86-64-v4")])
    func named(level: InstructionSetLevel, name: String) throws {
        let environment = ["BOTTLENECK_DISPATCH": name]
        if level.isAvailable {
            #expect(try CompiledKernels(environment: environment).level == level)
        } else {
            #expect(throws: UnavailableLevel.self) { try CompiledKernels(environment: environment) }
        }
    }

    @Test("a level that is none is refused with those that there are", arguments: ["avx9", "", "portable "])
    func unknown(name: String) throws {
        let names = Self.hasAVX512 ? ", x86-64-v3, x86-64-v4" : Self.hasAVX2 ? ", x86-64-v3" : ""
        let error = try #require(throws: UnavailableLevel.self) {
            try CompiledKernels(environment: ["BOTTLENECK_DISPATCH": name])
        }
        #expect(error.description == "BOTTLENECK_DISPATCH=\(name): this CPU has the levels portable\(names)")
    }
}
