import Files
import SourceDigests
import Testing

@Suite("Source digests of kinds")
struct KindDigestsTests {
    private static let files = [
        "Sources/Stages/Train/Train.swift": "import Networks\nimport Pipeline\nlet rate = 1",
        "Sources/Stages/Plot/Plot.swift": "import Reporting\nlet width = 2",
        "Sources/Stages/Shared/Reading.swift": "let shared = 3",
        "Sources/Stages/Registry.swift": "let registry = 4",
        "Sources/Networks/Layer.swift": "import CKernels\nlet layers = 5",
        "Sources/CKernels/gemm.c": "#include \"gemm.h\"\nint gemm(void) { return 6; }",
        "Sources/CKernels/include/gemm.h": "int gemm(void);",
        "Sources/CKernels/notes.txt": "not a source",
        "Sources/Reporting/Table.swift": "let table = 7",
        "Sources/Pipeline/Scheduler.swift": "import Networks\nlet jobs = 8",
    ]

    /// The folders whose digest changes when one file does.
    private func changed(by path: String, to text: String) -> Set<String> {
        let before = digests(Self.files)
        let after = digests(Self.files.merging([path: text]) { _, new in new })
        return Set(before.keys.filter { before[$0] != after[$0] })
    }

    private func digests(_ files: [String: String]) -> [String: Digest] {
        KindDigests(files: files.mapValues { Array($0.utf8) }).byFolder
    }

    @Test("every kind folder has a digest, the shared one none of its own")
    func folders() {
        #expect(Set(digests(Self.files).keys) == ["Train", "Plot"])
    }

    @Test("a comment changes no digest")
    func comment() {
        let text = "import Networks // the layers\nimport Pipeline\n/* the rate */ let rate =  1\n"
        #expect(changed(by: "Sources/Stages/Train/Train.swift", to: text) == [])
        let header = "/* gemm */\nint gemm(void);\n"
        #expect(changed(by: "Sources/CKernels/include/gemm.h", to: header) == [])
    }

    @Test("a token changes the digests of the kinds that the file reaches, and no others")
    func token() {
        #expect(changed(by: "Sources/Stages/Train/Train.swift", to: "import Networks\nlet rate = 9") == ["Train"])
        #expect(changed(by: "Sources/Networks/Layer.swift", to: "import CKernels\nlet layers = 9") == ["Train"])
        #expect(changed(by: "Sources/CKernels/gemm.c", to: "int gemm(void) { return 9; }") == ["Train"])
        #expect(changed(by: "Sources/CKernels/include/gemm.h", to: "long gemm(void);") == ["Train"])
        #expect(changed(by: "Sources/Reporting/Table.swift", to: "let table = 9") == ["Plot"])
        #expect(changed(by: "Sources/Stages/Shared/Reading.swift", to: "let shared = 9") == ["Train", "Plot"])
    }

    @Test(
        "the parts of a digest are its folder, what is shared and the targets it reaches; one changes when its files do"
    )
    func parts() {
        func parts(_ files: [String: String]) -> [String: [String: Digest]] {
            KindDigests(files: files.mapValues { Array($0.utf8) }).partsByFolder
        }
        let before = parts(Self.files)
        #expect(before.keys.sorted() == ["Plot", "Train"])
        #expect(before["Train"]?.keys.sorted() == ["CKernels", "Networks", "Stages/Shared", "Stages/Train"])
        #expect(before["Plot"]?.keys.sorted() == ["Reporting", "Stages/Plot", "Stages/Shared"])
        let after = parts(
            Self.files.merging(["Sources/CKernels/gemm.c": "int gemm(void) { return 9; }"]) { _, new in new })
        #expect(after["Plot"] == before["Plot"])
        #expect(after["Train"]?.filter { before["Train"]?[$0.key] != $0.value }.keys.sorted() == ["CKernels"])
    }

    @Test("the runner, the registry and files that are no source are in no digest")
    func leftOut() {
        #expect(changed(by: "Sources/Pipeline/Scheduler.swift", to: "import Networks\nlet jobs = 9") == [])
        #expect(changed(by: "Sources/Stages/Registry.swift", to: "let registry = 9") == [])
        #expect(changed(by: "Sources/CKernels/notes.txt", to: "other notes") == [])
    }

    @Test("kinds in one folder share its Shared alone, and are apart otherwise")
    func family() {
        let family = [
            "Sources/Stages/Code/ByModel/ByModel.swift": "import Networks\nlet model = 1",
            "Sources/Stages/Code/Classically/Classically.swift": "let classical = 1",
            "Sources/Stages/Code/Shared/Measuring.swift": "let measuring = 1",
        ]
        let before = digests(Self.files.merging(family) { $1 })
        #expect(Set(before.keys) == ["Train", "Plot", "Code/ByModel", "Code/Classically"])
        func changed(by path: String, to text: String) -> Set<String> {
            let after = digests(Self.files.merging(family) { $1 }.merging([path: text]) { $1 })
            return Set(before.keys.filter { before[$0] != after[$0] })
        }
        #expect(
            changed(by: "Sources/Stages/Code/Shared/Measuring.swift", to: "let measuring = 2")
                == ["Code/ByModel", "Code/Classically"])
        #expect(changed(by: "Sources/Stages/Code/ByModel/ByModel.swift", to: "let model = 2") == ["Code/ByModel"])
        #expect(changed(by: "Sources/Networks/Layer.swift", to: "let layers = 9") == ["Code/ByModel", "Train"])
        #expect(changed(by: "Sources/Stages/Shared/Reading.swift", to: "let shared = 9") == Set(before.keys))
    }

    @Test("an import through Shared counts for every kind")
    func sharedImport() {
        var files = Self.files
        files["Sources/Stages/Shared/Reading.swift"] = "import Reporting\nlet shared = 3"
        let before = digests(files)
        files["Sources/Reporting/Table.swift"] = "let table = 9"
        let after = digests(files)
        #expect(before.keys.allSatisfy { before[$0] != after[$0] })
    }

    @Test("a file that moves, or appears, changes the digest; the digest of given files is always the same")
    func paths() {
        var files = Self.files
        files["Sources/Stages/Plot/Axis.swift"] = "let axis = 1"
        #expect(digests(files)["Plot"] != digests(Self.files)["Plot"])
        #expect(digests(files)["Train"] == digests(Self.files)["Train"])
        #expect(
            digests(Self.files)["Plot"]?.hexadecimal
                == "0244430ab3ddf38ee3d4ba3cd4f7eda2975b81fa1330e597767077a18e69bad3")
    }
}
