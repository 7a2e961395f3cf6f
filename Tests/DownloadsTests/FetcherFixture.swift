import Downloads
import Files
import Foundation
import TestSupport

/// A file of 300,000 bytes to fetch, a server to fetch it from, and folders to fetch it to.
struct FetcherFixture {
    static let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 8) }

    let server: LoopbackServer
    let folder: TemporaryFolder

    init() throws {
        server = try LoopbackServer()
        folder = try TemporaryFolder()
    }

    var destination: URL { folder.url.appending(path: "images.gz") }
    var partial: URL { folder.url.appending(path: "partial/\(Digest(of: FetcherFixture.content)).partial") }
    var mirrorFolder: URL { folder.url.appending(path: "mirror") }

    /// What lies at the final path.
    var fetched: [UInt8]? { (try? Data(contentsOf: destination)).map { Array($0) } }
    var heldInPartialFile: Int? { (try? Data(contentsOf: partial))?.count }

    /// Fetches from addresses of the server, with no patience and no proxy.
    @discardableResult
    func fetch(
        from sources: [String], environment: [String: String] = [:], retries: Int = 2,
        progress: (FetchProgress) throws -> Void = { _ in }
    ) throws -> String {
        let file = DatasetManifest.File(
            name: "images.gz", output: "images", size: FetcherFixture.content.count,
            sha256: Digest(of: FetcherFixture.content), sources: sources)
        let manifest = DatasetManifest(
            title: "Digits", licence: "none", citation: "none", homepage: "none", mirrorFolder: "digits", files: [file])
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let fetcher = Fetcher(
            partialFolder: partial.deletingLastPathComponent(),
            environment: ["PATH": path].merging(environment) { $1 },
            timeouts: FetchTimeouts(connect: .milliseconds(500), stall: .milliseconds(300)),
            retryDelays: [Duration](repeating: .zero, count: retries))
        return try fetcher.fetch(file, of: manifest, to: destination, progress: progress)
    }

    /// The reasons for which all sources failed, and how often each was tried.
    func failures(
        from sources: [String], environment: [String: String] = [:], retries: Int = 2
    ) throws -> [SourceFailure] {
        do {
            try fetch(from: sources, environment: environment, retries: retries)
            return []
        } catch DownloadError.unobtainable(_, _, let failures) {
            return failures
        }
    }
}
