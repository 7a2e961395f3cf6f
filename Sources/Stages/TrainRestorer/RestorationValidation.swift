import ImageQuality
import ImageRestoration
import Images
import Pixels
import Tensors

/// The held-back pictures as JPEG leaves them at each quality, and what a restorer gains on them.
struct RestorationValidation {
    private let pictures: [PixelImage]
    /// By quality, in the order of the pictures.
    private let compressed: [Int: [PixelImage]]

    init(pictures: [PixelImage], qualities: [Int], subsampling: JPEG.ChromaSubsampling) {
        self.pictures = pictures
        compressed = Dictionary(
            uniqueKeysWithValues: Set(qualities).map { quality in
                let settings = JPEG.Settings(quality: quality, subsampling: subsampling)
                return (quality, pictures.map { throughJPEG($0, settings) })
            })
    }

    /// By quality, how many decibels the restored pictures are nearer to the originals than the compressed ones, in the mean over pictures.
    func gains(of restorer: Restorer, using kernels: any Kernels) -> [Int: Double] {
        compressed.mapValues { spoiled in
            var sum = 0.0
            for (picture, original) in zip(spoiled, pictures) {
                let restored = restorer.restore(picture, using: kernels)
                sum += restorationGain(
                    from: meanSquaredError(picture, original), to: meanSquaredError(restored, original))
            }
            return sum / Double(pictures.count)
        }
    }

    /// The last quality before the first that gains less than `least`; 0 where the lowest does.
    func highestQuality(gaining least: Double, of gains: [Int: Double]) -> Int {
        gains.keys.sorted().prefix { (gains[$0] ?? 0) >= least }.last ?? 0
    }
}
