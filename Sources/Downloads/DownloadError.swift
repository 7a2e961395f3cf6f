/// Why a file could not be had: the facts. The sentences are made in `DownloadError+Description.swift`.
package enum DownloadError: Error, Equatable {
    /// No source gave the file; each source with its own reason, in the order tried.
    case unobtainable(file: DatasetManifest.File, dataset: String, failures: [SourceFailure])
    /// Another process is downloading to the same partial file.
    case partialFileInUse(path: String)
}
