import Files

extension Digest {
    /// The 64 lower-case hexadecimal digits, written in one go: a large graph has several for each stage.
    var text: String {
        String(unsafeUninitializedCapacity: 64) { digits in
            func digit(_ value: UInt8) -> UInt8 {
                value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
            }
            var place = 0
            for byte in bytes {
                digits[place] = digit(byte >> 4)
                digits[place + 1] = digit(byte & 15)
                place += 2
            }
            return 64
        }
    }
}
