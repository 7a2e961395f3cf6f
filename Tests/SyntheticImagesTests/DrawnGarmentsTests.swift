import Datasets
import Files
import SyntheticImages
import Testing

@Suite("Drawn garments")
struct DrawnGarmentsTests {
    private let set = DrawnGarments.set(count: 1000) { TestGenerator(seed: 1, index: $0) }

    @Test("the same seed gives the same bytes on any machine")
    func golden() {
        #expect(Digest(of: set.labels).hexadecimal.prefix(16) == "4e6039dbb55671cd")
        #expect(Digest(of: set.pixels).hexadecimal.prefix(16) == "4235784b25560f30")
    }

    @Test("another seed gives another set")
    func seeds() {
        #expect(DrawnGarments.set(count: 1000) { TestGenerator(seed: 2, index: $0) } != set)
    }

    @Test("the ten classes are balanced and not in order")
    func balance() {
        #expect(DrawnGarments.classNames.count == 10)
        for label in UInt8(0)...9 {
            #expect(set.labels.count { $0 == label } == 100)
        }
        #expect(set.labels != (0..<1000).map { UInt8($0 % 10) })
    }

    @Test("images are grey on black, with about Fashion-MNIST's share of cloth and of black")
    func cloth() {
        let mean = Double(set.pixels.reduce(0) { $0 + Int($1) }) / Double(set.pixels.count * 255)
        let black = Double(set.pixels.count { $0 == 0 }) / Double(set.pixels.count)
        #expect((0.2...0.32).contains(mean), "Fashion-MNIST: 0.286; here \(mean)")
        #expect((0.45...0.65).contains(black), "Fashion-MNIST: 0.500; here \(black)")
        #expect(Set(set.pixels).count > 200, "many greys")
        #expect((0..<set.count).allSatisfy { (set.pixels(ofImage: $0).max() ?? 0) >= 90 })
    }

    @Test("garments of one class are nearer to their own class's mean than to the others', mostly")
    func separable() {
        let training = DrawnGarments.set(count: 2000) { TestGenerator(seed: 3, index: $0) }
        let right = set.countNearestToOwnClass(of: training)
        // Easier than Fashion-MNIST, which gives 68 % by this rule.
        #expect((700...995).contains(right), "\(right) of 1000")
    }
}
