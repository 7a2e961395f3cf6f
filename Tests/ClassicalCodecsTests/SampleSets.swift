import ClassicalCodecs
import Codecs
import CompressedFiles
import Images
import Randomness
import Testing

/// Small sets of pictures, and a codec of each kind and packing.
enum SampleSets {
    static let codecs: [any SettingsCodec] =
        lossy + [
            LosslessWebPCodec(LosslessWebPFormat(), .separate), LosslessWebPCodec(LosslessWebPFormat(), .mosaic),
            PNGCodec(PNGFormat(), .separate), PNGCodec(PNGFormat(), .mosaic), GzipCodec(), XZCodec(),
        ]

    static let lossy: [any SettingsCodec] = [
        jpeg(30, .separate), jpeg(30, .separate, optimizesTables: true), jpeg(30, .sharedHeader), jpeg(30, .mosaic),
        jpeg(90, .mosaic, optimizesTables: true),
        JPEGCodec(JPEGFormat(JPEG.Settings(quality: 80, subsampling: .full)), .separate),
        JPEG2000Codec(JPEG2000Format(.decibels(30), resolutions: 3), .separate),
        JPEG2000Codec(JPEG2000Format(.compression(4), resolutions: 6), .mosaic),
        WebPCodec(WebPFormat(quality: 50), .separate), WebPCodec(WebPFormat(quality: 0), .mosaic),
    ]

    static func jpeg(_ quality: Int, _ packing: Packing, optimizesTables: Bool = false) -> JPEGCodec {
        JPEGCodec(JPEGFormat(JPEG.Settings(quality: quality, optimizesTables: optimizesTables)), packing)
    }

    /// One, three and 53 pictures, grey and in colour, of odd sizes, of one pixel, and none.
    static func all() throws -> [Pictures] {
        try [
            (1, 28, 28, 1), (3, 9, 7, 1), (53, 5, 6, 1), (1, 13, 17, 3), (3, 16, 5, 3), (2, 1, 1, 1), (1, 1, 1, 3),
            (2, 1, 40, 1), (0, 28, 28, 1), (0, 3, 3, 3),
        ].map { try pictures(count: $0.0, height: $0.1, width: $0.2, channels: $0.3) }
    }

    /// A slope with noise, another in each picture.
    static func pictures(count: Int, height: Int, width: Int, channels: Int) throws -> Pictures {
        let size = try #require(PictureSize(count: count, height: height, width: width, channels: channels))
        var random = Philox(seed: 70, stream: 0)
        return Pictures(
            size: size,
            samples: (0..<size.samples).map { index in
                let place = index % size.samplesPerPicture
                let (row, column) = (place / (width * channels), place / channels % width)
                let slope = 7 * row + 3 * column + 40 * (place % channels) + 11 * (index / size.samplesPerPicture)
                return UInt8(truncatingIfNeeded: slope % 200 + Int.random(in: 0...20, using: &random))
            })
    }
}

extension CompressedFile {
    /// The same with other parts.
    func with(
        size: PictureSize? = nil, settings: [UInt8]? = nil, sideTables: [UInt8]? = nil, payload: [UInt8]? = nil
    ) -> CompressedFile {
        CompressedFile(
            codec: codec, size: size ?? self.size, settings: settings ?? self.settings,
            sideTables: sideTables ?? self.sideTables, payload: payload ?? self.payload)
    }

    /// The files that a packed codec's payload holds, without their lengths.
    func embeddedFiles() throws -> [[UInt8]] {
        var reader = FileReader(payload)
        var files: [[UInt8]] = []
        while reader.offset < payload.count {
            files.append(Array(try reader.take(try reader.takeNumber("length"), "file")))
        }
        return files
    }
}
