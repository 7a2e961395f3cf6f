import Datasets
import Files
import SyntheticImages
import Testing

@Suite("Drawn digits")
struct DrawnDigitsTests {
    private let set = DrawnDigits.set(count: 1000) { TestGenerator(seed: 1, index: $0) }

    @Test("the same seed gives the same bytes on any machine")
    func golden() {
        #expect(
            Digest(of: set.labels).hexadecimal == "4e6039dbb55671cd46e301c1d5779e4a99504f64e0220b578c38ac47d6eef7cd")
        #expect(
            Digest(of: set.pixels).hexadecimal == "98ca0e26506837ab5d6f42080447b78254d925f1d0c4967ea12f68e13ede4fd4")
    }

    @Test("another seed gives another set")
    func seeds() {
        #expect(DrawnDigits.set(count: 1000) { TestGenerator(seed: 2, index: $0) } != set)
    }

    @Test("classes are balanced and not in order")
    func balance() {
        for digit in UInt8(0)...9 {
            #expect(set.labels.count { $0 == digit } == 100)
        }
        #expect(set.labels != (0..<1000).map { UInt8($0 % 10) })
    }

    @Test("images are white on black, with MNIST's share of ink, and nearly all inside the frame")
    func ink() {
        let mean = Double(set.pixels.reduce(0) { $0 + Int($1) }) / Double(set.pixels.count * 255)
        let black = Double(set.pixels.count { $0 == 0 }) / Double(set.pixels.count)
        #expect((0.11...0.16).contains(mean), "MNIST: 0.131; here \(mean)")
        #expect((0.74...0.85).contains(black), "MNIST: 0.807; here \(black)")
        var touchingTheEdge = 0
        for index in 0..<set.count {
            let image = Array(set.pixels(ofImage: index))
            #expect((image.max() ?? 0) >= 200)
            let touches = image.indices.contains { position in
                let (row, column) = position.quotientAndRemainder(dividingBy: 28)
                return image[position] > 0 && (row == 0 || row == 27 || column == 0 || column == 27)
            }
            if touches { touchingTheEdge += 1 }
        }
        #expect(touchingTheEdge <= 10, "of 1000")
    }

    @Test("digits of one class are nearer to their own class's mean than to the others', mostly")
    func separable() {
        let training = DrawnDigits.set(count: 2000) { TestGenerator(seed: 3, index: $0) }
        let right = set.countNearestToOwnClass(of: training)
        // Real MNIST gives 82 % by this rule.
        #expect((700...990).contains(right), "\(right) of 1000")
    }
}
