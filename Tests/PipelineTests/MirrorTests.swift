import Files
import Foundation
import Pipeline
import TestSupport
import Testing

@Suite("Results from a mirror", .serialized)
struct MirrorTests {
    /// A workspace whose results are there, and another of the same declarations, without any.
    private func withTwo(_ body: (_ done: DiskWorkspace, _ empty: DiskWorkspace) async throws -> Void) async throws {
        let stages = DiskWorkspace.twoStages(journal: "/dev/null")
        let (done, empty) = (try DiskWorkspace(stages: stages), try DiskWorkspace(stages: stages))
        defer { [done, empty].forEach { $0.remove() } }
        #expect(try await done.run().isSuccess)
        try await body(done, empty)
    }

    private func bundle(_ disk: DiskWorkspace) throws -> URL {
        let url = disk.root.appending(path: "bundle.tar")
        let bundle = ResultBundle(of: disk.store.actions.all(), files: ["results/m.txt", "results/results.lock"])
        _ = try bundle.write(to: url, from: disk.store, workspace: disk.workspace.files)
        return url
    }

    private func expectTaken(_ disk: DiskWorkspace, like done: DiskWorkspace, from name: String) async throws {
        let mirror = try openStoreMirror(name, relativeTo: disk.root)
        let summary = try await disk.run(mirror: mirror)
        #expect(summary.isSuccess && summary.ran.isEmpty)
        #expect(Set(summary.mirrored.map { "\($0)" }) == ["a/n", "a/m"])
        #expect(try WorkspaceState(of: disk) == WorkspaceState(of: done))
        let record = try #require(disk.store.actions.all().first { $0.stage == "a/m" })
        #expect(record.provenance.mirrored?.from == name)
        #expect(try await disk.run().ran.isEmpty, "without the mirror all is up to date as well")
    }

    @Test("a store's folder gives everything, nothing runs, and the records say from where it came")
    func folder() async throws {
        try await withTwo { done, empty in
            try await expectTaken(empty, like: done, from: done.workspace.layout.folder.path)
        }
    }

    @Test("so does a bundle, packed and unpacked")
    func archive() async throws {
        try await withTwo { done, empty in
            let url = try bundle(done)
            try await expectTaken(empty, like: done, from: url.path)
            try empty.clear()
            let folder = empty.root.appending(path: "unpacked")
            try createDirectory(folder)
            #expect(try empty.shell("tar -xf '\(url.path)' -C '\(folder.path)'") == 0)
            try await expectTaken(empty, like: done, from: "unpacked")
        }
    }

    @Test("so does an address")
    func address() async throws {
        try await withTwo { done, empty in
            let server = try LoopbackServer()
            let folder = done.workspace.layout.folder
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            where path.hasPrefix("cas/") || path.hasPrefix("actions/") {
                guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path) else {
                    continue
                }
                server.serve(Array(data), at: "/store/\(path)", .whole)
            }
            try await expectTaken(empty, like: done, from: server.address + "/store")
        }
    }

    @Test("what the mirror lacks, or gives with other bytes, is computed here")
    func damaged() async throws {
        for fault in ["content", "record", "missing"] {
            try await withTwo { done, empty in
                let record = try #require(done.store.actions.all().first { $0.stage == "a/n" })
                let content = done.store.contents.location(of: try #require(record.outputs["text"]).digest)
                let file = done.workspace.layout.actions.appending(path: "\(record.fingerprint).json")
                switch fault {
                case "content":
                    chmod(content.path, 0o644)
                    try Data("other".utf8).write(to: content)
                case "record": try Data("{}".utf8).write(to: file)
                default: unlink(content.path)
                }
                let events = EventLog()
                let mirror = try openStoreMirror(done.workspace.layout.folder.path, relativeTo: empty.root)
                let summary = try await empty.run(observer: events, mirror: mirror)
                #expect(summary.isSuccess && summary.ran.map { "\($0)" } == ["a/n"], "\(fault)")
                // Its key is known once the stage before it has run, and then the mirror has it.
                #expect(summary.mirrored.map { "\($0)" } == ["a/m"], "\(fault)")
                #expect(events.take().contains { $0.hasPrefix("warning") }, "\(fault)")
                #expect(try WorkspaceState(of: empty).published == WorkspaceState(of: done).published, "\(fault)")
            }
        }
    }

    @Test("a record whose outputs are none of the stage's, or that another stage left, is not taken")
    func foreignRecords() async throws {
        for fault in ["no outputs", "other stage"] {
            try await withTwo { done, empty in
                let record = try #require(done.store.actions.all().first { $0.stage == "a/n" })
                let file = done.workspace.layout.actions.appending(path: "\(record.fingerprint).json")
                var fields = try #require(try JSONSerialization.jsonObject(with: readFile(file)) as? [String: Any])
                fields["checksum"] = nil
                if fault == "no outputs" { fields["outputs"] = [String: Any]() } else { fields["stage"] = "a/m" }
                try JSONSerialization.data(withJSONObject: fields).write(to: file)
                let events = EventLog()
                let mirror = try openStoreMirror(done.workspace.layout.folder.path, relativeTo: empty.root)
                let summary = try await empty.run(observer: events, mirror: mirror)
                #expect(summary.isSuccess && summary.ran.map { "\($0)" } == ["a/n"], "\(fault)")
                #expect(events.take().contains { $0.contains("of a/n is not taken") }, "\(fault)")
                #expect(try await empty.run().ran.isEmpty)
            }
        }
    }

    @Test("of a mirror of links the bytes are taken, and the mirror's own files stay as they are")
    func links() async throws {
        try await withTwo { done, empty in
            let farm = empty.root.appending(path: "farm")
            #expect(try empty.shell("cp -rs '\(done.workspace.layout.folder.path)' '\(farm.path)'") == 0)
            let record = try #require(done.store.actions.all().first { $0.stage == "a/n" })
            let content = try #require(record.outputs["text"]).digest
            let original = done.store.contents.location(of: content).path
            chmod(original, 0o640)
            try await expectTaken(empty, like: done, from: farm.path)
            var status = stat()
            #expect(lstat(empty.store.contents.location(of: content).path, &status) == 0)
            #expect(status.st_mode & S_IFMT == S_IFREG)
            #expect(stat(original, &status) == 0 && status.st_mode & 0o777 == 0o640)
        }
    }

    @Test(
        "an address's password is in no record and no message; an answer other than a file or its absence is an error")
    func answers() async throws {
        try await withTwo { done, empty in
            let server = try LoopbackServer()
            let record = try #require(done.store.actions.all().first { $0.stage == "a/n" })
            server.serve(
                Array(try readFile(done.workspace.layout.actions.appending(path: "\(record.fingerprint).json"))),
                at: "/actions/\(record.fingerprint).json", .whole)
            let digest = try #require(record.outputs["text"]).digest
            server.serve(
                Array(try done.store.contents.read(digest)), at: "/\(StoreLayout.path(of: digest))", .whole)
            let address = server.address.replacing("://", with: "://somebody:secret@")
            let summary = try await empty.run(mirror: openStoreMirror(address, relativeTo: empty.root))
            #expect(summary.mirrored.map { "\($0)" } == ["a/n"] && summary.ran.map { "\($0)" } == ["a/m"])
            let own = try #require(empty.store.actions.all().first { $0.stage == "a/n" })
            #expect(own.provenance.mirrored?.from == server.address)

            try empty.clear()
            let other = try LoopbackServer()
            other.serve([], at: "/actions/\(record.fingerprint).json", .status(403))
            let error = await #expect(throws: StoreMirrorError.self) {
                _ = try await empty.run(mirror: openStoreMirror(other.address, relativeTo: empty.root))
            }
            #expect(error?.description.contains("403") == true)
        }
    }

    @Test(
        "a mirror that cannot be read is an error before anything runs",
        arguments: [
            ("nowhere", "there is nothing at"), (".", "no readable folder actions/"),
            ("ftp://x", "only http and https"),
            ("journal.txt", "no whole tar archive"), ("http://127.0.0.1:9/store", "127.0.0.1"),
        ])
    func unreadable(name: String, reason: String) async throws {
        let disk = try DiskWorkspace(stages: DiskWorkspace.twoStages(journal: "/dev/null"))
        defer { disk.remove() }
        try disk.write("no archive", to: "journal.txt")
        let error = await #expect(throws: StoreMirrorError.self) {
            let mirror = try openStoreMirror(name, relativeTo: disk.root)
            _ = try await disk.run(mirror: mirror)
        }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("STORE_MIRROR=\(name)") == true)
        #expect(disk.store.actions.all().isEmpty)
    }
}
