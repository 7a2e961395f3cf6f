import Datasets
import Randomness

extension ImageSet {
    /// Draws square images whose ten classes are equally frequent (within one), in shuffled order.
    ///
    /// - Parameters:
    ///   - generator: the random numbers of each image by its index; those of the order by `count`.
    ///   - image: the `side`² bytes of one image of a class.
    static func drawn<Generator: RandomNumberGenerator>(
        count: Int, side: Int, generator: (_ index: Int) -> Generator,
        image: (_ class: Int, inout Generator) -> [UInt8]
    ) -> ImageSet {
        precondition(count >= 0, "a set of \(count) images")
        var order = generator(count)
        let labels = order.permutation(of: count).map { UInt8($0 % 10) }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(count * side * side)
        for (index, label) in labels.enumerated() {
            var numbers = generator(index)
            pixels.append(contentsOf: image(Int(label), &numbers))
        }
        return ImageSet(height: side, width: side, pixels: pixels, labels: labels)
    }
}
