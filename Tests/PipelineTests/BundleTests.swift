import Files
import Foundation
import Pipeline
import Testing

@Suite("Bundles")
struct BundleTests {
    private func withBundle(_ body: (DiskWorkspace, URL) throws -> Void) async throws {
        let disk = try DiskWorkspace(stages: DiskWorkspace.twoStages(journal: "/dev/null"))
        defer { disk.remove() }
        #expect(try await disk.run().isSuccess)
        let url = disk.root.appending(path: "bundle.tar")
        _ = try write(disk, to: url)
        try body(disk, url)
    }

    private func write(_ disk: DiskWorkspace, to url: URL, stages: Set<String> = ["a/n", "a/m"]) throws -> Int {
        let records = disk.store.actions.all().filter { stages.contains($0.stage) }
        return try ResultBundle(of: records, files: ["results/m.txt", "results/results.lock"])
            .write(to: url, from: disk.store, workspace: disk.workspace.files)
    }

    @Test("a bundle is whole, shows every line of results.lock, and has the same bytes when it is written again")
    func whole() async throws {
        try await withBundle { disk, url in
            let check = try BundleCheck(of: TarArchive(reading: url))
            #expect(check.isWhole && check.problems.isEmpty)
            #expect(check.records == 2 && check.contents == 2 && check.published == 1 && check.files == 6)
            #expect(check.shown == ["a/m", "a/n"] && check.notShown.isEmpty)
            let again = disk.root.appending(path: "again.tar")
            #expect(try write(disk, to: again) == readFile(url).count)
            #expect(try readFile(again) == readFile(url))
        }
    }

    @Test("what it does not show is named, and is no damage")
    func partial() async throws {
        try await withBundle { disk, _ in
            let url = disk.root.appending(path: "part.tar")
            _ = try write(disk, to: url, stages: ["a/m"])
            let check = try BundleCheck(of: TarArchive(reading: url))
            #expect(check.isWhole && check.shown == ["a/m"] && check.notShown == ["a/n"])
        }
    }

    @Test("tar and sha256sum read it, and an archive that GNU tar packed again is whole too")
    func otherPrograms() async throws {
        try await withBundle { disk, url in
            let script = """
                mkdir unpacked; tar -xf bundle.tar -C unpacked; cd unpacked
                sha256sum --quiet --check SHA256SUMS; tar -cf ../packed.tar .
                """
            let status = try disk.shell(script)
            #expect(status == 0)
            #expect(try BundleCheck(of: TarArchive(reading: disk.root.appending(path: "packed.tar"))).isWhole)
        }
    }

    @Test("a changed byte anywhere but in the padding is found, and so is an archive that is cut off")
    func damage() async throws {
        try await withBundle { disk, url in
            let whole = try readFile(url)
            let archive = try TarArchive(reading: url)
            let damaged = disk.root.appending(path: "damaged.tar")
            func isFound(_ bytes: Data) throws -> Bool {
                try bytes.write(to: damaged)
                do { return try !BundleCheck(of: TarArchive(reading: damaged)).isWhole } catch is TarError {
                    return true
                }
            }
            for member in archive.members {
                let header = member.offset - 512
                for index in [header, header + 124, header + 257]
                    + stride(from: member.offset, to: member.offset + member.size, by: 37)
                {
                    var bytes = whole
                    bytes[index] ^= 0x02
                    #expect(try isFound(bytes), "byte \(index) of \(member.path)")
                }
                #expect(try isFound(whole[..<(member.offset + member.size / 2)]), "cut off in \(member.path)")
            }
        }
    }

    @Test("a link among the members is a problem, and a path that no header can say is refused")
    func strangers() async throws {
        try await withBundle { disk, url in
            #expect(try disk.shell("ln -s /etc evil; tar -rf bundle.tar --owner=0 evil") == 0)
            let check = try BundleCheck(of: TarArchive(reading: url))
            #expect(check.problems.contains("evil is neither a file nor a folder"))
            let name = String(repeating: "x", count: 120)
            try disk.write("x", to: name)
            let bundle = ResultBundle(of: [], files: [name])
            let other = disk.root.appending(path: "other.tar")
            #expect(throws: TarError.self) {
                try bundle.write(to: other, from: disk.store, workspace: disk.workspace.files)
            }
            #expect(!FileManager.default.fileExists(atPath: other.path))
        }
    }

    @Test("damaged content of the store is not packed, and a file that is there is kept")
    func refusal() async throws {
        try await withBundle { disk, url in
            #expect(throws: FileError.self) { try write(disk, to: url) }
            let record = try #require(disk.store.actions.all().first { $0.stage == "a/n" })
            let content = disk.store.contents.location(of: try #require(record.outputs["text"]).digest)
            chmod(content.path, 0o644)
            try Data("other".utf8).write(to: content)
            let other = disk.root.appending(path: "other.tar")
            #expect(throws: DamagedContent.self) { try write(disk, to: other) }
            #expect(!FileManager.default.fileExists(atPath: other.path))
        }
    }
}
