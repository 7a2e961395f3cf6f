import CTurboJPEG
import Files
import Foundation
import Pixels
import Synchronization

/// JPEG files in memory, written and read by libjpeg-turbo.
///
/// Both ways use the accurate integer transform, and decoding the smooth chroma upsampling: what libjpeg does when nobody asks for anything
/// else. TurboJPEG's own default when compressing below quality 96 is the fast transform, which loses a little.
package enum JPEG {
    /// How a picture is written.
    package struct Settings: Hashable, Codable, Sendable {
        /// 1 to 100, of the tables of the standard's annex K, scaled as libjpeg does.
        package let quality: Int
        /// Of pictures in colour; a grey one has no chroma.
        package let subsampling: ChromaSubsampling
        /// Whether the Huffman tables are made for this picture; otherwise they are those of the standard.
        package let optimizesTables: Bool

        package init(quality: Int, subsampling: ChromaSubsampling = .quarter, optimizesTables: Bool = false) {
            precondition((1...100).contains(quality), "a quality of \(quality)")
            (self.quality, self.subsampling, self.optimizesTables) = (quality, subsampling, optimizesTables)
        }
    }

    /// How many chroma samples there are.
    package enum ChromaSubsampling: String, Codable, Sendable, CaseIterable {
        /// One for each pixel.
        case full = "4:4:4"
        /// One for each 2 × 2 pixels: libjpeg's default.
        case quarter = "4:2:0"
    }

    /// The bytes of a JPEG file.
    ///
    /// - Cost: about 5 ms for 256 × 256 pixels in colour, encoded and decoded.
    package static func encode(_ image: PixelImage, _ settings: Settings) -> [UInt8] {
        guard let handle = tjInitCompress() else { preconditionFailure("TurboJPEG gave no compressor") }
        defer { tjDestroy(handle) }
        let isGrey = image.channels == 1
        let sampling =
            isGrey ? TJSAMP_GRAY : settings.subsampling == .full ? TJSAMP_444 : TJSAMP_420
        let format = isGrey ? TJPF_GRAY : TJPF_RGB
        let most = Int(tjBufSize(Int32(image.width), Int32(image.height), Int32(sampling.rawValue)))
        return [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            var destination = buffer.baseAddress
            var size = UInt(most)
            let status = tableOptimization.with(settings.optimizesTables) {
                tjCompress2(
                    handle, image.bytes, Int32(image.width), 0, Int32(image.height), format.rawValue, &destination,
                    &size, Int32(sampling.rawValue), Int32(settings.quality), TJFLAG_ACCURATEDCT | TJFLAG_NOREALLOC)
            }
            precondition(status == 0, "TurboJPEG could not compress: \(message(of: handle))")
            count = Int(size)
        }
    }

    /// The picture in a JPEG file: grey, or red, green and blue.
    ///
    /// A warning of the library's, as about a file that ends early, counts as an error.
    package static func decode(_ bytes: [UInt8], mostPixels: Int = PixelImage.mostPixels) throws(ImageFault)
        -> PixelImage
    {
        guard let handle = tjInitDecompress() else { preconditionFailure("TurboJPEG gave no decompressor") }
        defer { tjDestroy(handle) }
        var (width, height, sampling, colours) = (Int32(0), Int32(0), Int32(0), Int32(0))
        guard
            tjDecompressHeader3(handle, bytes, UInt(bytes.count), &width, &height, &sampling, &colours) == 0,
            width > 0, height > 0
        else { throw .refused(.jpeg, reason: message(of: handle)) }
        guard Int(width) * Int(height) <= mostPixels else {
            throw .tooLarge(.jpeg, height: Int(height), width: Int(width), maximum: mostPixels)
        }
        guard colours != TJCS_CMYK.rawValue, colours != TJCS_YCCK.rawValue else {
            throw .malformed(
                .jpeg, offset: 0, expected: "a picture in grey or in colour", found: "one for print (CMYK)")
        }
        let isGrey = colours == TJCS_GRAY.rawValue
        let channels = isGrey ? 1 : 3
        var pixels = [UInt8](repeating: 0, count: Int(width) * Int(height) * channels)
        let status = tjDecompress2(
            handle, bytes, UInt(bytes.count), &pixels, width, 0, height, (isGrey ? TJPF_GRAY : TJPF_RGB).rawValue,
            TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS)
        guard status == 0 else { throw .refused(.jpeg, reason: message(of: handle)) }
        return PixelImage(height: Int(height), width: Int(width), channels: channels, bytes: pixels)
    }

    /// What the library makes of a fixed picture, as a digest: for the keys of stages whose bytes depend on it.
    ///
    /// TurboJPEG 2 does not say its version; and two versions that make the same bytes are one as far as results go.
    package static let libraryIdentity: String = {
        let side = 48
        let bytes = (0..<side * side * 3).map { UInt8(truncatingIfNeeded: $0 * $0 / 7 &+ $0 * 31) }
        let image = PixelImage(height: side, width: side, channels: 3, bytes: bytes)
        var hash = SHA256()
        for subsampling in ChromaSubsampling.allCases {
            for (quality, optimizesTables) in [(10, false), (50, true), (100, false)] {
                let file = encode(
                    image, Settings(quality: quality, subsampling: subsampling, optimizesTables: optimizesTables))
                hash.update(file)
                if let decoded = try? decode(file) { hash.update(decoded.bytes) }
            }
        }
        return "libjpeg-turbo that gives \(hash.finalize().hexadecimal.prefix(16))"
    }()

    private static func message(of handle: tjhandle) -> String {
        tjGetErrorStr2(handle).map { String(cString: $0) } ?? "no reason"
    }

    private static let tableOptimization = TableOptimization()
}

/// TurboJPEG 2 has no parameter for Huffman tables of one's own, but reads the environment variable `TJ_OPTIMIZE` on each call.
///
/// The variable is entered once, as memory of ours in which one character changes: the environment itself never moves under another
/// thread's feet. Compressions take turns.
private final class TableOptimization: Sendable {
    private let isFree = Mutex(())
    /// `TJ_OPTIMIZE=0`; the last character is the switch.
    private let variable: Entry

    private struct Entry: @unchecked Sendable {
        let text: UnsafeMutablePointer<CChar>
        let length: Int
    }

    init() {
        guard let text = strdup("TJ_OPTIMIZE=0"), putenv(text) == 0 else {
            preconditionFailure("no memory for an environment variable")
        }
        variable = Entry(text: text, length: strlen(text))
    }

    func with<Result>(_ isOn: Bool, _ body: () -> Result) -> Result {
        isFree.withLock { _ in
            variable.text[variable.length - 1] = CChar(UInt8(ascii: isOn ? "1" : "0"))
            return body()
        }
    }
}
