import Tensors

extension ByteMatrix {
    /// The first rows, as many as a parameter says; all where it says nothing.
    ///
    /// - Throws: ``UnusableInput`` where there are fewer.
    func first(_ count: Int?, named parameter: String) throws -> ByteMatrix {
        guard let count else { return self }
        guard (1...max(rows, 1)).contains(count) else {
            throw UnusableInput("\(parameter): expected from 1 to the \(rows) images that there are, found \(count)")
        }
        return self[0..<count]
    }
}
