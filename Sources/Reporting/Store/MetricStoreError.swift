/// What can be wrong with a metric store or with what it is built from.
package enum MetricStoreError: Error, Equatable {
    /// SQLite refused something while the store was built or opened.
    case database(path: String, reason: String)
    /// The file was written by another version of the schema.
    case otherSchema(path: String)
    /// A query that SQLite refused.
    case query(String, reason: String)
    /// A view that cannot be created, or that asks for what is not there.
    case view(file: String, reason: String)
    /// A file of `experiments/views` that does not create the one view named like it.
    case viewNamedOtherwise(file: String, created: [String])
    /// A line of `results.lock` that is not `name<TAB>fingerprint<TAB>output=digest …`.
    case lock(file: String, line: Int, found: String)
    /// A stage that is not called `paper/task` or `paper/task[axis=value,…]`.
    case stageName(String)
    /// A stage with measurements in two files.
    case stageInTwoFiles(String, files: [String])
}

extension MetricStoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .database(let path, let reason): "\(path): \(reason)"
        case .otherSchema(let path):
            "\(path) was written by another version of this program; rebuild it (it is only an index)"
        case .query(let sql, let reason): "\(reason), in the query: \(sql)"
        case .view(let file, let reason): "\(file): \(reason)"
        case .viewNamedOtherwise(let file, let created):
            "\(file) must create one view with the file's own name; it creates "
                + (created.isEmpty ? "none" : created.joined(separator: ", "))
        case .lock(let file, let line, let found):
            "\(file):\(line): expected “name<TAB>fingerprint<TAB>output=digest …”, found “\(found)”"
        case .stageName(let name): "“\(name)” is no stage name; expected paper/task or paper/task[axis=value,…]"
        case .stageInTwoFiles(let stage, let files):
            "\(stage) has measurements in \(files.joined(separator: " and in ")); they belong in one file"
        }
    }
}
