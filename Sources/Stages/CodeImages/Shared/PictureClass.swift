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
    /// - Parameter images: the whole set.
    /// - Throws: ``UnusableInput`` for a file of anything else, or of labels of another set.
    func pictureClasses(ofFirst count: Int, in images: InputFile) throws -> [PictureClass] {
        guard let file = try inputs("labels").first else { return [] }
        let labels = try IDXFile(contentsOf: file.url)
        let all = try IDXFile(contentsOf: images.url).dimensions[0]
        guard labels.dimensions == [all] else {
            throw UnusableInput(
                "\(file.name): expected a label for each of the \(all) images, found \(labels.dimensions)")
        }
        let members = Dictionary(grouping: 0..<count) { labels.elements[$0] }
        return members.sorted { $0.key < $1.key }.map { PictureClass(label: Int($0.key), members: $0.value) }
    }
}
