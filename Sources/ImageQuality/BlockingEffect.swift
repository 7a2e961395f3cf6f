import Pixels
import Randomness

/// PSNR-B in dB: the peak signal-to-noise ratio with the visibility of 8 × 8 blocks added to the error.
///
/// For a picture in colour the error is over all channels, and the blocks are those of its luma from 16 to 235.
/// - Source: Yim and Bovik 2011, "Quality assessment of deblocked images", doi:10.1109/TIP.2010.2061859; counts and colour as in the tables
///   of Ehrlich et al. 2020 (QGAC) and Jiang et al. 2021 (FBCNN).
package func blockSensitivePeakSignalToNoiseRatio(_ image: PixelImage, _ original: PixelImage) -> Double {
    peakSignalToNoiseRatio(ofMeanSquaredError: blockSensitiveMeanSquaredError(image, original))
}

/// The error that PSNR-B is the ratio of: the mean squared error and the visibility of blocks, pixels in [0, 1].
package func blockSensitiveMeanSquaredError(_ image: PixelImage, _ original: PixelImage) -> Double {
    meanSquaredError(image, original) + blockingEffectFactor(of: image.grey(.studio))
}

/// How much more neighbours differ across the borders of 8 × 8 blocks than elsewhere, in squared error of pixels in [0, 1]; never negative.
///
/// - Precondition: a grey picture.
package func blockingEffectFactor(of image: PixelImage) -> Double {
    precondition(image.channels == 1, "the blocks of a picture of \(image.channels) channels")
    let size = 8
    var (across, elsewhere) = (0, 0)
    func compare(_ first: Int, _ second: Int, isBorder: Bool) {
        let difference = Int(image.bytes[first]) - Int(image.bytes[second])
        if isBorder { across += difference * difference } else { elsewhere += difference * difference }
    }
    let (height, width) = (image.height, image.width)
    for row in 0..<height {
        for column in 0..<width {
            let place = row * width + column
            if column + 1 < width { compare(place, place + 1, isBorder: column % size == size - 1) }
            if row + 1 < height { compare(place, place + width, isBorder: row % size == size - 1) }
        }
    }
    // Of sides that are no multiple of 8 the published tables count a part of a border.
    let (blocksAcross, blocksDown) = (Double(width) / Double(size), Double(height) / Double(size))
    let borders = Double(height) * (blocksAcross - 1) + Double(width) * (blocksDown - 1)
    let others = Double(height * (width - 1) + width * (height - 1)) - borders
    guard borders > 0, others > 0 else { return 0 }
    let difference = Double(across) / borders - Double(elsewhere) / others
    guard difference > 0 else { return 0 }
    let weight = naturalLogarithm(Double(size)) / naturalLogarithm(Double(min(height, width)))
    return weight * difference / 65_025
}
