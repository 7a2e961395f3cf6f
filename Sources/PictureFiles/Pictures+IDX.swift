import Codecs
import CompressedFiles
import Datasets

extension Pictures {
    /// The pictures of an IDX file of `[count, height, width]`, grey, or `[count, height, width, 3]`, in colour.
    ///
    /// - Throws: ``UnusableDimensions`` for other dimensions, or more samples than a compressed file holds.
    package init(_ file: IDXFile) throws(UnusableDimensions) {
        let dimensions = file.dimensions
        let isGrey = dimensions.count == 3
        guard isGrey || dimensions.count == 4,
            let size = PictureSize(
                count: dimensions[0], height: dimensions[1], width: dimensions[2], channels: isGrey ? 1 : dimensions[3])
        else { throw UnusableDimensions(found: dimensions) }
        self.init(size: size, samples: file.elements)
    }

    /// The pictures as an IDX file; those in colour have a fourth dimension.
    package var indexFile: IDXFile {
        IDXFile(
            dimensions: [size.count, size.height, size.width] + (size.channels == 1 ? [] : [size.channels]),
            elements: samples)
    }

    /// The first pictures.
    ///
    /// - Precondition: there are as many.
    package func prefix(_ count: Int) -> Pictures {
        let first = size.part(count)
        return Pictures(size: first, samples: Array(samples.prefix(first.samples)))
    }

    /// Some of the pictures, by their places.
    package func selecting(_ places: [Int]) -> Pictures {
        let length = size.samplesPerPicture
        return Pictures(
            size: size.part(places.count),
            samples: places.flatMap { samples[$0 * length..<($0 + 1) * length] })
    }
}

extension PictureSize {
    /// The size of some of the pictures.
    ///
    /// - Precondition: there are as many.
    package func part(_ count: Int) -> PictureSize {
        guard let part = PictureSize(count: count, height: height, width: width, channels: channels),
            count <= self.count
        else { preconditionFailure("\(count) of \(self.count) pictures") }
        return part
    }
}

/// An IDX file that does not hold pictures.
package struct UnusableDimensions: Error, Equatable, CustomStringConvertible {
    package let found: [Int]

    package var description: String {
        "expected images: the dimensions count, height and width, for colour also 3, and at most \(PictureSize.mostSamples) bytes; "
            + "found dimensions \(found)"
    }
}
