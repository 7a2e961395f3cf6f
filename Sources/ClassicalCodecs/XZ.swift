import CLZMA
import Codecs

/// `xz -9 --extreme`, with a dictionary no longer than the bytes: a longer one finds no more.
package enum XZ: ByteCompressor {
    package static let key = "xz"

    package static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var options = lzma_options_lzma()
        let isUnknown = lzma_lzma_preset(&options, 9 | extreme)
        precondition(isUnknown == 0, "liblzma does not know its preset 9")
        options.dict_size = UInt32(min(max(bytes.count, smallestDictionary), Int(options.dict_size)))
        let most = lzma_stream_buffer_bound(bytes.count)
        return withUnsafeMutablePointer(to: &options) { options in
            var filters = [
                lzma_filter(id: lzma2, options: UnsafeMutableRawPointer(options)),
                lzma_filter(id: lzma_vli.max, options: nil),
            ]
            return [UInt8](unsafeUninitializedCapacity: most) { output, count in
                let status = lzma_stream_buffer_encode(
                    &filters, LZMA_CHECK_CRC64, nil, bytes, bytes.count, output.baseAddress, &count, most)
                precondition(status == LZMA_OK, "liblzma could not compress: status \(status.rawValue)")
            }
        }
    }

    package static func decompress(_ bytes: [UInt8], count: Int) throws(EmbeddedFileError) -> [UInt8] {
        var stream = lzma_stream()
        let status = lzma_stream_decoder(&stream, memoryLimit(forBytes: count), 0)
        precondition(status == LZMA_OK, "liblzma gave no decompressor: status \(status.rawValue)")
        defer { lzma_end(&stream) }
        // One byte more than expected tells data that go on from data that end.
        var produced = [UInt8](repeating: 0, count: count + 1)
        let outcome = bytes.withUnsafeBufferPointer { input in
            produced.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = input.count
                stream.next_out = output.baseAddress
                stream.avail_out = output.count
                return lzma_code(&stream, LZMA_FINISH)
            }
        }
        let reach = DecompressedLength(
            expected: count, found: count + 1 - stream.avail_out, unread: stream.avail_in, of: bytes.count)
        switch outcome {
        case LZMA_STREAM_END: try reach.expectWhole()
        case LZMA_OK, LZMA_BUF_ERROR: throw reach.unfinished
        default: throw reach.refusal(reason(of: outcome))
        }
        produced.removeLast()
        return produced
    }

    /// A dictionary as long as the bytes, rounded up as the format does (to 2ⁿ or 3·2ⁿ), and the decoder's own state.
    private static func memoryLimit(forBytes count: Int) -> UInt64 {
        UInt64(2 * max(count, smallestDictionary) + 1 << 20)
    }

    private static func reason(of status: lzma_ret) -> String {
        switch status {
        case LZMA_FORMAT_ERROR: "not an xz file"
        case LZMA_DATA_ERROR: "damaged data"
        case LZMA_OPTIONS_ERROR: "unknown options"
        case LZMA_MEMLIMIT_ERROR: "a dictionary longer than the bytes"
        default: "status \(status.rawValue)"
        }
    }

    /// `LZMA_PRESET_EXTREME`, `LZMA_FILTER_LZMA2` and `LZMA_DICT_SIZE_MIN`, which Swift does not import.
    private static let extreme = UInt32(1) << 31
    private static let lzma2 = lzma_vli(0x21)
    private static let smallestDictionary = 4096
}
