import Files
import Foundation

/// Gets the files of a data set: from the mirror, then from the public sources in order. The digest decides.
///
/// A file appears at its final path only when all of it is there and its SHA-256 is right. Until then the bytes lie in
/// `partialFolder`, where a later attempt, in this process or the next, goes on from them.
///
/// - Cost: reads each byte once; memory for a few pieces of 64 KiB.
package struct Fetcher: Sendable {
    /// Environment variables that matter here, to be let through to a process that fetches: where the mirror is, and
    /// what the download command needs (its own place, proxies, certificates).
    package static let environmentNames = [
        "DATA_MIRROR", "PATH", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy",
        "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE",
    ]

    private let mirror: DataMirror?
    private let partialFolder: URL
    private let download: HTTPDownload
    private let retryDelays: [Duration]

    /// - Parameters:
    ///   - partialFolder: on the same file system as the destinations, so that a finished file can be renamed.
    ///   - retryDelays: the waits before the second, third, … attempt at one source; their number bounds the attempts.
    ///   - environment: read for `DATA_MIRROR` and handed to the download command; see ``environmentNames``.
    package init(
        partialFolder: URL, environment: [String: String], timeouts: FetchTimeouts = FetchTimeouts(),
        retryDelays: [Duration] = [.seconds(1), .seconds(3)]
    ) {
        self.mirror = DataMirror(environment: environment)
        self.partialFolder = partialFolder
        self.download = HTTPDownload(timeouts: timeouts, environment: environment)
        self.retryDelays = retryDelays
    }

    /// Gets one file.
    ///
    /// - Parameter progress: told of each piece that arrived; what it throws ends the fetch and keeps the partial file.
    /// - Returns: the source that gave the file.
    /// - Throws: `DownloadError.unobtainable` with every source's reason; `FileError` for the local disk.
    @discardableResult
    package func fetch(
        _ file: DatasetManifest.File, of manifest: DatasetManifest, to destination: URL,
        progress: (FetchProgress) throws -> Void = { _ in }
    ) throws -> String {
        var failures: [SourceFailure] = []
        if case .folder(let folder) = mirror, let mirror {
            for place in mirror.places(of: file, in: manifest) {
                let original = folder.appending(path: place)
                do {
                    try copy(original, as: file, to: destination)
                    return original.path
                } catch let reason as SourceFailure.Reason {
                    failures.append(SourceFailure(source: original.path, reason: reason, attempts: 1))
                }
            }
        }
        var addresses = file.sources
        if case .address(let base) = mirror, let mirror {
            addresses = mirror.places(of: file, in: manifest).map { "\(base)/\($0)" } + addresses
        }
        let partial = try PartialFile(at: partialFolder.appending(path: "\(file.sha256).partial"))
        if partial.count >= file.size, try take(partial, as: file, to: destination) == nil { return partial.url.path }
        for address in addresses {
            if let failure = try fetch(file, from: address, through: partial, to: destination, progress: progress) {
                failures.append(failure)
            } else {
                return address
            }
        }
        if partial.count == 0 { partial.remove() }
        throw DownloadError.unobtainable(file: file, dataset: manifest.title, failures: failures)
    }

    /// Tries one address until it gives the file, fails for good, or the retries are used up.
    private func fetch(
        _ file: DatasetManifest.File, from address: String, through partial: PartialFile, to destination: URL,
        progress: (FetchProgress) throws -> Void
    ) throws -> SourceFailure? {
        var delays = retryDelays[...]
        var attempts = 0
        while true {
            attempts += 1
            let resumed = partial.count > 0
            var reason: SourceFailure.Reason
            do {
                let startedAfresh = try download.run(address, file: file, into: partial, progress: progress)
                guard let wrong = try take(partial, as: file, to: destination) else { return nil }
                // The bytes of an earlier attempt may be the wrong ones: this source gets a chance on its own.
                if resumed && !startedAfresh { continue }
                reason = wrong
            } catch let failed as SourceFailure.Reason {
                reason = failed
                if reason.spoilsPartialFile { try partial.restart() }
            }
            guard reason.isPassing, let delay = delays.popFirst() else {
                return SourceFailure(source: address, reason: reason, attempts: attempts)
            }
            Thread.sleep(forTimeInterval: delay.inSeconds)
        }
    }

    /// Moves a complete partial file into place when its digest is right; otherwise empties it.
    private func take(_ partial: PartialFile, as file: DatasetManifest.File, to destination: URL) throws
        -> SourceFailure.Reason?
    {
        let found = partial.digest()
        guard found == file.sha256, partial.count == file.size else {
            try partial.restart()
            return .wrongDigest(found: found)
        }
        try partial.moveIntoPlace(at: destination)
        return nil
    }

    private func copy(_ original: URL, as file: DatasetManifest.File, to destination: URL) throws {
        var information = stat()
        guard stat(original.path, &information) == 0 else { throw SourceFailure.Reason.fileMissing }
        guard information.st_size == file.size else {
            throw SourceFailure.Reason.wrongSize(found: Int(information.st_size))
        }
        let copied = try PartialFile(at: partialFolder.appending(path: "\(file.sha256).copy.partial"))
        do {
            try copied.restart()
            do {
                try readPieces(of: original) { try copied.append($0) }
            } catch let error as FileError where error.path == original.path {
                throw SourceFailure.Reason.fileUnreadable(error)
            }
            if let wrong = try take(copied, as: file, to: destination) { throw wrong }
        } catch {
            copied.remove()
            throw error
        }
    }
}

/// How far a download has come.
package struct FetchProgress: Equatable, Sendable {
    package let source: String
    /// Bytes held, those of earlier attempts included.
    package let received: Int
    /// Bytes of the whole file.
    package let total: Int
}

/// How long to wait for the network.
package struct FetchTimeouts: Equatable, Sendable {
    /// From the start to a connection: name, route, handshake.
    package let connect: Duration
    /// Without a byte from the server.
    package let stall: Duration

    package init(connect: Duration = .seconds(4), stall: Duration = .seconds(20)) {
        self.connect = connect
        self.stall = stall
    }
}
