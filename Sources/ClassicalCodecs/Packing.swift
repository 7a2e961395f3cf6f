/// How the pictures of a set become files of a format: what is charged for headers, which on small pictures outweigh the pixels.
///
/// A file names a case by its place here.
package enum Packing: String, CaseIterable, Codable, Sendable {
    /// A file for each picture.
    case separate
    /// The same, but what the files have in common before and after their own bytes stands once in the side tables.
    case sharedHeader = "shared-header"
    /// A file for many pictures side by side: ``Sheets``.
    case mosaic
}
