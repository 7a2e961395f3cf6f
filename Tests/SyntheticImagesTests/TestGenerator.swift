import Datasets
import SyntheticImages

/// SplitMix64, for these tests alone.
struct TestGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64, index: Int) { state = seed &+ UInt64(index) &* 0xD1B5_4A32_D192_ED03 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension ImageSet {
    /// How many images lie nearest to their own class's mean image, among the means of another set's ten classes.
    func countNearestToOwnClass(of training: ImageSet) -> Int {
        var means = [[Double]](repeating: [Double](repeating: 0, count: pixelsPerImage), count: 10)
        for index in 0..<training.count {
            for (position, pixel) in training.pixels(ofImage: index).enumerated() {
                means[Int(training.labels[index])][position] += Double(pixel) * 10 / Double(training.count)
            }
        }
        return (0..<count).count { index in
            let image = pixels(ofImage: index).map(Double.init)
            let distances = means.map { zip($0, image).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
            return distances.indices.min { distances[$0] < distances[$1] } == Int(labels[index])
        }
    }
}
