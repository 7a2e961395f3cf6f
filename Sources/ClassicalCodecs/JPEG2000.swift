import COpenJPEG
import Codecs
import Pixels

/// JPEG 2000 codestreams in memory, without the boxes of a file, by OpenJPEG: one tile, one quality layer, the irreversible 9-7 wavelet.
///
/// OpenJPEG's wavelet computes in floating point: other versions and processors may round otherwise.
enum JPEG2000 {
    /// The bytes of a codestream, its comment with OpenJPEG's version included.
    ///
    /// - Parameter resolutions: 1 to 33, fewer in small pictures: ``resolutions(_:of:)``.
    static func encode(_ image: PixelImage, _ target: JPEG2000Format.Target, resolutions: Int) -> [UInt8] {
        var parameters = opj_cparameters_t()
        opj_set_default_encoder_parameters(&parameters)
        parameters.tcp_numlayers = 1
        switch target {
        case .compression(let ratio): (parameters.cp_disto_alloc, parameters.tcp_rates.0) = (1, ratio)
        case .decibels(let decibels): (parameters.cp_fixed_quality, parameters.tcp_distoratio.0) = (1, decibels)
        }
        parameters.irreversible = 1
        parameters.numresolution = Int32(self.resolutions(resolutions, of: image.shape))
        parameters.tcp_mct = image.channels == 3 ? 1 : 0
        guard let codec = opj_create_compress(OPJ_CODEC_J2K) else {
            preconditionFailure("OpenJPEG gave no compressor")
        }
        defer { opj_destroy_codec(codec) }
        let picture = libraryImage(of: image)
        defer { opj_image_destroy(picture) }
        let memory = CodestreamMemory()
        let isWritten = memory.withStream(isInput: false) { stream in
            opj_setup_encoder(codec, &parameters, picture) != 0 && opj_start_compress(codec, picture, stream) != 0
                && opj_encode(codec, stream) != 0 && opj_end_compress(codec, stream) != 0
        }
        precondition(isWritten, "OpenJPEG could not compress a picture of \(image.shape)")
        return memory.bytes
    }

    /// The picture of a codestream whose header is that of ``encode(_:_:resolutions:)`` for a picture of this shape.
    static func decode(_ bytes: [UInt8], as shape: PictureShape, resolutions: Int) throws(EmbeddedFileError)
        -> PixelImage
    {
        try CodestreamHeader(of: shape, resolutions: self.resolutions(resolutions, of: shape)).check(bytes)
        guard let codec = opj_create_decompress(OPJ_CODEC_J2K) else {
            preconditionFailure("OpenJPEG gave no decompressor")
        }
        defer { opj_destroy_codec(codec) }
        let memory = CodestreamMemory(bytes)
        memory.collectErrors(of: codec)
        var parameters = opj_dparameters_t()
        opj_set_default_decoder_parameters(&parameters)
        var picture: UnsafeMutablePointer<opj_image_t>?
        defer { opj_image_destroy(picture) }
        let isRead = memory.withStream(isInput: true) { stream in
            opj_setup_decoder(codec, &parameters) != 0 && opj_read_header(stream, codec, &picture) != 0
                && opj_decode(codec, stream, picture) != 0 && opj_end_decompress(codec, stream) != 0
        }
        guard isRead, let samples = samples(of: picture, as: shape) else {
            throw EmbeddedFileError(
                offset: 0, problem: .refused(reason: memory.firstError ?? "no picture in it"))
        }
        return PixelImage(height: shape.height, width: shape.width, channels: shape.channels, bytes: samples)
    }

    /// As many of the resolutions as the picture has: each but the last halves its sides.
    static func resolutions(_ most: Int, of shape: PictureShape) -> Int {
        let shorter = min(shape.height, shape.width)
        return min(most, Int.bitWidth - shorter.leadingZeroBitCount)
    }

    private static func libraryImage(of image: PixelImage) -> UnsafeMutablePointer<opj_image_t> {
        var component = opj_image_cmptparm_t()
        (component.dx, component.dy) = (1, 1)
        (component.w, component.h) = (UInt32(image.width), UInt32(image.height))
        (component.prec, component.bpp) = (8, 8)
        var components = [opj_image_cmptparm_t](repeating: component, count: image.channels)
        let space = image.channels == 1 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB
        guard let picture = opj_image_create(UInt32(image.channels), &components, space) else {
            preconditionFailure("OpenJPEG gave no picture of \(image.shape)")
        }
        (picture.pointee.x1, picture.pointee.y1) = (UInt32(image.width), UInt32(image.height))
        for channel in 0..<image.channels {
            guard let data = picture.pointee.comps[channel].data else {
                preconditionFailure("OpenJPEG gave no samples of \(image.shape)")
            }
            for pixel in 0..<image.shape.pixels { data[pixel] = Int32(image.bytes[pixel * image.channels + channel]) }
        }
        return picture
    }

    /// - Returns: `nil` where the picture has another shape, or none.
    private static func samples(of picture: UnsafePointer<opj_image_t>?, as shape: PictureShape) -> [UInt8]? {
        guard let picture, let components = picture.pointee.comps,
            Int(picture.pointee.numcomps) == shape.channels
        else { return nil }
        var samples = [UInt8](repeating: 0, count: shape.pixels * shape.channels)
        for channel in 0..<shape.channels {
            let component = components[channel]
            guard Int(component.w) == shape.width, Int(component.h) == shape.height, let data = component.data else {
                return nil
            }
            for pixel in 0..<shape.pixels { samples[pixel * shape.channels + channel] = UInt8(clamping: data[pixel]) }
        }
        return samples
    }
}
