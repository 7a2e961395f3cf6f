import Files
import Foundation
import Pipeline

/// A pipeline of trivial stages in layers, each as wide as the others: a stage reads what the stage of its cell in the layer below wrote,
/// the first layer reads a source file per cell, and the last reads a file of its own besides.
///
/// A changed source is a changed root: the whole column of its cell runs. A changed file of the last layer is a changed leaf: one stage runs.
package struct SyntheticPipeline: Equatable, Sendable {
    package static let defaultLayers = 10

    package let layers: Int
    /// Stages of one layer.
    package let width: Int

    /// - Parameter stages: rounded up to whole layers.
    package init(stages: Int, layers: Int = Self.defaultLayers) {
        precondition(stages > 0 && layers > 0, "a pipeline of \(stages) stages in \(layers) layers is none")
        self.layers = min(layers, stages)
        width = (stages + self.layers - 1) / self.layers
    }

    package var stages: Int { layers * width }

    /// With the one kind that its stages are of.
    package static var registry: KindRegistry { Concatenate.registry }

    package var cells: [String] { (0..<width).map { "c\($0)" } }

    /// The file that a cell's first stage reads.
    package static func source(of cell: String) -> String { "sources/\(cell).txt" }

    /// The file that a cell's last stage reads besides.
    package static func leaf(of cell: String) -> String { "leaves/\(cell).txt" }

    /// The files that stages read, as they are at first.
    package var files: [String: String] {
        cells.reduce(into: [:]) { files, cell in
            files[Self.source(of: cell)] = "source \(cell)\n"
            files[Self.leaf(of: cell)] = "leaf \(cell)\n"
        }
    }

    /// Writes the workload: the files that stages read, and what each tool reads of them.
    ///
    /// - Throws: ``FileError``.
    package func write(to folder: URL) throws {
        for name in ["sources", "leaves", "experiments"] { try createDirectory(folder.appending(path: name)) }
        for (path, text) in files.merging(declarations, uniquingKeysWith: { $1 }) {
            try writeAtomically(Data(text.utf8), to: folder.appending(path: path), durable: false)
        }
    }
}
