import CompressedFiles

/// What a sample is expected to be by those that the decoder has already: the difference is coded in its place.
///
/// A file names a case by its place here.
package enum Prediction: String, CaseIterable, Codable, Sendable {
    /// Nothing: the sample itself is coded.
    case none
    /// The sample before it in its row; in the first column the one above.
    case left
    /// The median of the sample before it, the one above, and their sum less the one before that: an edge is followed, a slope continued.
    ///
    /// - Source: Weinberger, Seroussi and Sapiro 2000, "The LOCO-I lossless image compression algorithm", doi:10.1109/83.855427, eq. (1).
    case median
    /// The mean, over all pictures, of the samples in its place: the file holds the mean picture.
    ///
    /// - Source: Karadimitriou 1996, "Set redundancy, the enhanced compression model, and methods for compressing sets of similar images":
    ///   what the pictures of a set have in common is stored once.
    case setMean = "set-mean"
}

extension Prediction {
    /// Each sample less what is expected of it, modulo 256, and the mean picture, which is empty but for ``setMean``.
    package func residuals(of pictures: Pictures) -> (residuals: [UInt8], mean: [UInt8]) {
        let mean = self == .setMean ? meanPicture(of: pictures) : []
        var residuals = pictures.samples
        residuals.withUnsafeMutableBufferPointer { residuals in
            pictures.samples.withUnsafeBufferPointer { samples in
                forEachSample(of: pictures.size) { place in
                    residuals[place.index] = samples[place.index] &- expected(at: place, samples, mean)
                }
            }
        }
        return (residuals, mean)
    }

    /// The samples of such residuals.
    func samples(ofResiduals residuals: consuming [UInt8], _ size: PictureSize, mean: [UInt8]) -> [UInt8] {
        var samples = residuals
        samples.withUnsafeMutableBufferPointer { samples in
            forEachSample(of: size) { place in
                samples[place.index] &+= expected(at: place, UnsafeBufferPointer(samples), mean)
            }
        }
        return samples
    }

    @inline(__always)
    private func expected(at place: SamplePlace, _ samples: UnsafeBufferPointer<UInt8>, _ mean: [UInt8]) -> UInt8 {
        switch self {
        case .none: return 0
        case .setMean: return mean[place.indexInPicture]
        case .left:
            if let left = place.left { return samples[left] }
            return place.above.map { samples[$0] } ?? 0
        case .median:
            guard let above = place.above.map({ Int(samples[$0]) }) else { return place.left.map { samples[$0] } ?? 0 }
            guard let left = place.left, let corner = place.corner else { return UInt8(above) }
            let (before, beforeAbove) = (Int(samples[left]), Int(samples[corner]))
            let (low, high) = (min(before, above), max(before, above))
            return UInt8(min(max(before + above - beforeAbove, low), high))
        }
    }
}

/// The mean of the samples in each place of a picture, rounded, halves up.
private func meanPicture(of pictures: Pictures) -> [UInt8] {
    let length = pictures.size.samplesPerPicture
    var sums = [Int](repeating: 0, count: length)
    for picture in 0..<pictures.size.count {
        for index in 0..<length { sums[index] += Int(pictures.samples[picture * length + index]) }
    }
    let count = max(pictures.size.count, 1)
    return sums.map { UInt8(($0 + count / 2) / count) }
}

/// A sample, and its neighbours of the same channel, where it has them.
private struct SamplePlace {
    let index: Int
    let indexInPicture: Int
    let left: Int?
    let above: Int?

    /// The one before the one above.
    var corner: Int? {
        guard let left, let above else { return nil }
        return above - (index - left)
    }
}

/// Visits the samples in the order in which they lie.
@inline(__always)
private func forEachSample(of size: PictureSize, _ body: (SamplePlace) -> Void) {
    let rowSamples = size.width * size.channels
    var index = 0
    for _ in 0..<size.count {
        var indexInPicture = 0
        for row in 0..<size.height {
            for column in 0..<rowSamples {
                body(
                    SamplePlace(
                        index: index, indexInPicture: indexInPicture,
                        left: column >= size.channels ? index - size.channels : nil,
                        above: row > 0 ? index - rowSamples : nil))
                index += 1
                indexInPicture += 1
            }
        }
    }
}
