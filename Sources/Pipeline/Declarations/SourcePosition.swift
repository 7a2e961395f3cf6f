/// A place in a declaration file, as editors count: lines and columns from 1.
package struct SourcePosition: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Relative to the workspace: `experiments/ercan.yaml`.
    package let file: String
    package let line: Int
    /// In Unicode scalars.
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
