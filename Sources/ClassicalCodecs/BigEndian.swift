/// The bytes of a number, the most significant first, as PNG and JPEG 2000 have them.
func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
}

extension Int {
    /// - Precondition: at most seven bytes.
    init(bigEndian bytes: some Collection<UInt8>) { self = bytes.reduce(0) { $0 << 8 | Int($1) } }
}
