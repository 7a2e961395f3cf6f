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

/// A file may be declared in short: its name, size and digest in one line, `train/100075.jpg 72814 <SHA-256>`.
///
/// It becomes the output of its name without folder and extension, and its sources are the manifest's `sources`, in which `{name}` stands for
/// the name. What is read is written in full: the two forms of one manifest are equal, in a stage's key as well.
extension DatasetManifest {
    private enum DeclarationKeys: String, CodingKey {
        case title, licence, citation, homepage, mirrorFolder, sources, files
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: DeclarationKeys.self)
        let templates = try container.decodeIfPresent([String].self, forKey: .sources) ?? []
        let entries = try container.decode([Entry].self, forKey: .files)
        self.init(
            title: try container.decode(String.self, forKey: .title),
            licence: try container.decode(String.self, forKey: .licence),
            citation: try container.decode(String.self, forKey: .citation),
            homepage: try container.decode(String.self, forKey: .homepage),
            mirrorFolder: try container.decode(String.self, forKey: .mirrorFolder),
            files: entries.map { $0.file(at: templates) })
    }

    /// One element of `files`, in either form.
    private enum Entry: Decodable {
        case full(File)
        case short(name: String, size: Int, sha256: Digest)

        init(from decoder: any Decoder) throws {
            guard let text = try? decoder.singleValueContainer().decode(String.self) else {
                self = .full(try File(from: decoder))
                return
            }
            let parts = text.split(separator: " ")
            guard parts.count == 3, let size = Int(parts[1]), size >= 0,
                let digest = Digest(hexadecimal: String(parts[2]))
            else {
                throw DecodingError.dataCorrupted(
                    .init(
                        codingPath: decoder.codingPath,
                        debugDescription: "expected a name, a size and 64 hexadecimal digits, found “\(text)”"))
            }
            self = .short(name: String(parts[0]), size: size, sha256: digest)
        }

        func file(at templates: [String]) -> File {
            switch self {
            case .full(let file): return file
            case .short(let name, let size, let sha256):
                let last = name.split(separator: "/").last ?? ""
                return File(
                    name: name, output: String(last.prefix { $0 != "." }), size: size, sha256: sha256,
                    sources: templates.map { $0.replacing("{name}", with: name) })
            }
        }
    }
}
