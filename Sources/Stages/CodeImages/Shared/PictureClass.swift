import Codecs
import Datasets
import PictureFiles
import Pipeline

/// The pictures of a set that have one label.
struct PictureClass {
    let label: Int
    /// Their places in the set, from 0.
    let members: [Int]

    /// They alone, as a set of their own.
    func pictures(of all: Pictures) -> Pictures { all.selecting(members) }
}

extension StageContext {
    /// The classes of the first pictures of a set, by the labels in the input `labels`; none where there is no such input.
    ///
    /// - Throws: ``UnusableInput`` for a file of anything else, or of fewer labels.
    func pictureClasses(count: Int) throws -> [PictureClass] {
        guard let file = try inputs("labels").first else { return [] }
        let labels = try IDXFile(contentsOf: file.url)
        guard labels.dimensions.count == 1, labels.elements.count >= count else {
            throw UnusableInput(
                "\(file.name): expected a label for each of \(count) images, found \(labels.dimensions)")
        }
        let members = Dictionary(grouping: 0..<count) { labels.elements[$0] }
        return members.sorted { $0.key < $1.key }.map { PictureClass(label: Int($0.key), members: $0.value) }
    }
}
