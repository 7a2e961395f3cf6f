extension PixelImage {
    /// Which grey stands for a colour, of red, green and blue weighed 0.299, 0.587 and 0.114 (ITU-R BT.601).
    package enum Luma: Sendable {
        /// From 0 to 255, as in JFIF and in Pillow's `convert("L")`, whose arithmetic this is: weights of 16 binary places.
        case full
        /// From 16 to 235, as in MATLAB's `rgb2ycbcr`: the greys of the published tables of JPEG restoration.
        case studio
    }

    /// The picture in grey; a grey one stays as it is.
    package func grey(_ luma: Luma) -> PixelImage {
        guard channels == 3 else { return self }
        let greys = (0..<height * width).map { pixel -> UInt8 in
            let (red, green, blue) = (Int(bytes[3 * pixel]), Int(bytes[3 * pixel + 1]), Int(bytes[3 * pixel + 2]))
            switch luma {
            case .full: return UInt8((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16)
            case .studio:
                let value = 65.481 * Double(red) + 128.553 * Double(green) + 24.966 * Double(blue)
                return UInt8((16 + value / 255).rounded())
            }
        }
        return PixelImage(height: height, width: width, channels: 1, bytes: greys)
    }
}
