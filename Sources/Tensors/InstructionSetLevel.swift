import CKernels

/// Instruction sets that the kernels are compiled for. The choice changes the speed, never a bit.
package enum InstructionSetLevel: String, CaseIterable, Sendable {
    case portable
    case avx2 = "x86-64-v3"
    case avx512 = "x86-64-v4"

    /// The fastest level of this CPU.
    package static var fastest: InstructionSetLevel {
        let code = ck_fastest_level()
        return allCases.first { $0.code == code } ?? .portable
    }

    /// Whether this CPU and this build have the level.
    package var isAvailable: Bool { ck_kernels_at(code) != nil }

    var code: ck_level {
        switch self {
        case .portable: CK_LEVEL_PORTABLE
        case .avx2: CK_LEVEL_X86_64_V3
        case .avx512: CK_LEVEL_X86_64_V4
        }
    }
}

/// A level of kernels that was asked for and is not to be had.
package struct UnavailableLevel: Error, Equatable, CustomStringConvertible {
    package let name: String

    package var description: String {
        let levels = InstructionSetLevel.allCases.filter(\.isAvailable).map(\.rawValue)
        return "\(CompiledKernels.levelVariable)=\(name): this CPU has the levels \(levels.joined(separator: ", "))"
    }
}
