import Codecs
import Datasets
import Foundation
import PictureFiles
import Pipeline

extension InputFile {
    /// The images of an IDX file.
    ///
    /// - Parameter firstImages: how many, from the first; all where it is `nil`.
    /// - Throws: ``UnusableInput`` for a file of anything else, of none, or of fewer.
    func pictures(firstImages: Int?) throws -> Pictures {
        let file = try IDXFile(contentsOf: url)
        let all: Pictures
        do {
            all = try Pictures(file)
        } catch {
            throw UnusableInput("\(producer): \(error)")
        }
        guard all.size.count > 0 else { throw UnusableInput("\(producer): expected images, found none") }
        if let firstImages { try expect("firstImages", firstImages, in: 1...all.size.count) }
        return all.prefix(firstImages ?? all.size.count)
    }
}
