extension PixelImage {
    /// The picture at another size, each new pixel the mean of the old ones whose centres its area holds.
    ///
    /// The arithmetic is Pillow's `Image.resize(size, Image.BOX)` for 8-bit pictures, to the bit: weights rounded to 22 binary places,
    /// first along rows, then along columns, with a rounding to bytes between. Enlarging copies the nearest pixel.
    ///
    /// - Source: Pillow, `src/libImaging/Resample.c`: `precompute_coeffs`, `normalize_coeffs_8bpc`, `ImagingResampleHorizontal_8bpc`.
    package func resizedByBox(height newHeight: Int, width newWidth: Int) -> PixelImage {
        precondition(newHeight > 0 && newWidth > 0, "a picture of \(newHeight) × \(newWidth)")
        let columns = BoxWeights.all(from: width, to: newWidth)
        var narrowed: [UInt8] = []
        narrowed.reserveCapacity(height * newWidth * channels)
        for row in 0..<height {
            for weights in columns {
                for channel in 0..<channels {
                    narrowed.append(
                        weights.mean(of: bytes, from: row * width * channels + channel, step: channels))
                }
            }
        }
        var resized: [UInt8] = []
        resized.reserveCapacity(newHeight * newWidth * channels)
        for weights in BoxWeights.all(from: height, to: newHeight) {
            for place in 0..<newWidth * channels {
                resized.append(weights.mean(of: narrowed, from: place, step: newWidth * channels))
            }
        }
        return PixelImage(height: newHeight, width: newWidth, channels: channels, bytes: resized)
    }
}

/// The old pixels of one row or column that make one new pixel.
private struct BoxWeights {
    let first: Int
    /// Whole multiples of 2⁻²².
    let weights: [Int]

    static func all(from count: Int, to newCount: Int) -> [BoxWeights] {
        let scale = Double(count) / Double(newCount)
        let span = max(scale, 1)
        return (0..<newCount).map { index in
            let center = (Double(index) + 0.5) * scale
            let first = max(Int(center - span / 2 + 0.5), 0)
            let end = min(Int(center + span / 2 + 0.5), count)
            let shares = (first..<end).map { old in
                let distance = (Double(old) - center + 0.5) / span
                return distance > -0.5 && distance <= 0.5 ? 1.0 : 0.0
            }
            let sum = shares.reduce(0, +)
            return BoxWeights(first: first, weights: shares.map { Int($0 / sum * Double(1 << 22) + 0.5) })
        }
    }

    func mean(of bytes: [UInt8], from start: Int, step: Int) -> UInt8 {
        var sum = 1 << 21
        for (index, weight) in weights.enumerated() { sum += weight * Int(bytes[start + (first + index) * step]) }
        return UInt8(min(max(sum >> 22, 0), 255))
    }
}
