/// An image that is shown, and the rule that chose it.
struct ChosenPicture: Equatable, Sendable {
    enum Choice: String, Sendable {
        /// The one of its class whose error is the median of the class's.
        case classMedian = "class-median"
        /// One of the tenth of all images with the largest errors.
        case worstDecile = "worst-decile"
    }

    /// In the set, from 0.
    let index: Int
    let label: Int
    let choice: Choice
}

/// Chooses images by a codec's errors, with no hand in it.
///
/// From each class, in the order of the labels, the image with the median error (of an even number the lower one). Then some of the tenth
/// with the largest errors, from the least of them to the largest: the tenth, sorted, is cut into as many parts of equal length as images
/// are asked for, and the middle of each is taken. Equal errors are ordered by the images' places; one chosen already is not chosen twice.
///
/// - Parameters:
///   - errors: of each image.
///   - worst: how many of the worst tenth; no more than it has when those chosen before are left out.
func chosenPictures(ofErrors errors: [Double], classes: [PictureClass], worst: Int) -> [ChosenPicture] {
    func sorted(_ places: some Sequence<Int>) -> [Int] { places.sorted { (errors[$0], $0) < (errors[$1], $1) } }
    let medians = classes.map { pictureClass in
        ChosenPicture(
            index: sorted(pictureClass.members)[(pictureClass.members.count - 1) / 2], label: pictureClass.label,
            choice: .classMedian)
    }
    let labels = Dictionary(
        uniqueKeysWithValues: classes.flatMap { pictureClass in pictureClass.members.map { ($0, pictureClass.label) } })
    let chosen = Set(medians.map(\.index))
    let decile = sorted(errors.indices).suffix(errors.count / 10).filter { !chosen.contains($0) }
    let count = min(worst, decile.count)
    let drawn = (0..<count).map { decile[(2 * $0 + 1) * decile.count / (2 * count)] }
    return medians + drawn.map { ChosenPicture(index: $0, label: labels[$0] ?? 0, choice: .worstDecile) }
}
