import Files

extension StoreLayout {
    /// Where a content, or a record, lies in a store, a bundle or a mirror.
    package static func path(of digest: Digest) -> String {
        "cas/\(digest.hexadecimal.prefix(2))/\(digest.hexadecimal.dropFirst(2))"
    }

    package static func path(of fingerprint: Fingerprint) -> String { "actions/\(fingerprint).json" }
}
