import COpenJPEG

/// A codestream in memory that OpenJPEG writes or reads as it does files, and what it complains of.
final class CodestreamMemory {
    private(set) var bytes: [UInt8]
    private var position = 0
    /// In OpenJPEG's words.
    private(set) var firstError: String?

    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    func withStream<Result>(isInput: Bool, _ body: (UnsafeMutablePointer<opj_stream_t?>) -> Result) -> Result {
        guard let stream = opj_stream_create(1 << 16, isInput ? 1 : 0) else {
            preconditionFailure("OpenJPEG gave no stream")
        }
        defer { opj_stream_destroy(stream) }
        // The stream is gone before `self` can be.
        opj_stream_set_user_data(stream, Unmanaged.passUnretained(self).toOpaque(), nil)
        opj_stream_set_user_data_length(stream, UInt64(bytes.count))
        opj_stream_set_read_function(stream) { CodestreamMemory.of($2).read($0, $1) }
        opj_stream_set_write_function(stream) { CodestreamMemory.of($2).write($0, $1) }
        opj_stream_set_skip_function(stream) { CodestreamMemory.of($1).skip($0) }
        opj_stream_set_seek_function(stream) { CodestreamMemory.of($1).seek($0) }
        return withExtendedLifetime(self) { body(stream) }
    }

    /// From now on; `codec` must not outlive this object.
    func collectErrors(of codec: UnsafeMutablePointer<opj_codec_t?>) {
        let collect: opj_msg_callback = { message, memory in
            let memory = CodestreamMemory.of(memory)
            guard memory.firstError == nil, let message else { return }
            memory.firstError = String(String(cString: message).prefix { !$0.isNewline })
        }
        opj_set_error_handler(codec, collect, Unmanaged.passUnretained(self).toOpaque())
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> CodestreamMemory {
        guard let pointer else { preconditionFailure("OpenJPEG forgot whose stream it is") }
        return Unmanaged.fromOpaque(pointer).takeUnretainedValue()
    }

    /// All ones, as −1, at the end.
    private func read(_ destination: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        let taken = min(count, bytes.count - position)
        guard taken > 0, let destination else { return Int(bitPattern: UInt.max) }
        UnsafeMutableRawBufferPointer(start: destination, count: taken)
            .copyBytes(from: bytes[position..<position + taken])
        position += taken
        return taken
    }

    private func write(_ source: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        let written = UnsafeRawBufferPointer(start: source, count: count)
        let overwritten = position..<min(position + count, bytes.count)
        bytes.replaceSubrange(overwritten, with: written)
        position += count
        return count
    }

    /// How far it went; −1 where it could not go on, since OpenJPEG asks again after 0.
    private func skip(_ distance: Int64) -> Int64 {
        let target = min(max(Int64(position) + distance, 0), Int64(bytes.count))
        let skipped = target - Int64(position)
        position = Int(target)
        return skipped == 0 && distance != 0 ? -1 : skipped
    }

    private func seek(_ target: Int64) -> Int32 {
        guard (0...Int64(bytes.count)).contains(target) else { return 0 }
        position = Int(target)
        return 1
    }
}
