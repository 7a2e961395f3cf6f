import Files

/// What a data set consists of and where it may be had: the parameters of a `fetch-dataset` stage.
///
/// The digest of each file decides whether a download is the file; the sources only say where to look.
package struct DatasetManifest: Codable, Equatable, Sendable {
    /// The name readers know, such as “MNIST”.
    package let title: String
    /// The licence's name, with its address where it has one.
    package let licence: String
    /// The reference to cite, with its address.
    package let citation: String
    /// The page of the data set's makers.
    package let homepage: String
    /// The folder that holds the files in a mirror, such as “mnist”.
    package let mirrorFolder: String
    package let files: [File]

    package init(
        title: String, licence: String, citation: String, homepage: String, mirrorFolder: String, files: [File]
    ) {
        self.title = title
        self.licence = licence
        self.citation = citation
        self.homepage = homepage
        self.mirrorFolder = mirrorFolder
        self.files = files
    }

    /// One file of a data set.
    package struct File: Codable, Equatable, Sendable {
        /// The name under which the file lies at its sources and in a mirror.
        package let name: String
        /// The name of the stage's output that the file becomes.
        package let output: String
        /// Bytes. A download stops as soon as there is one more.
        package let size: Int
        package let sha256: Digest
        /// HTTP or HTTPS addresses, tried in this order.
        package let sources: [String]

        package init(name: String, output: String, size: Int, sha256: Digest, sources: [String]) {
            self.name = name
            self.output = output
            self.size = size
            self.sha256 = sha256
            self.sources = sources
        }
    }
}
