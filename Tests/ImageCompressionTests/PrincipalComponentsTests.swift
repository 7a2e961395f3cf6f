import ImageCompression
import Randomness
import Tensors
import Testing

@Suite("Principal components")
struct PrincipalComponentsTests {
    @Test(
        "eigenvectors of random symmetric matrices: A·v = λ·v, unit length, orthogonal", arguments: [1, 2, 3, 10, 40])
    func eigenvectors(order n: Int) {
        var generator = Philox(seed: 5, stream: UInt64(n))
        var matrix = [Double](repeating: 0, count: n * n)
        for i in 0..<n {
            for j in 0...i {
                matrix[i * n + j] = generator.uniform() - 0.5
                matrix[j * n + i] = matrix[i * n + j]
            }
        }
        let eigen = SymmetricEigenvectors(of: matrix, order: n)
        #expect(eigen.values == eigen.values.sorted())
        for (index, (value, vector)) in zip(eigen.values, eigen.vectors).enumerated() {
            for i in 0..<n {
                let product = (0..<n).reduce(0.0) { $0 + matrix[i * n + $1] * vector[$1] }
                #expect(abs(product - value * vector[i]) < 1e-12)
            }
            for (other, second) in eigen.vectors.enumerated() {
                let dot = zip(vector, second).reduce(0.0) { $0 + $1.0 * $1.1 }
                #expect(abs(dot - (other == index ? 1 : 0)) < 1e-12)
            }
        }
    }

    @Test("a diagonal matrix and one of zeros are their own eigensystems")
    func degenerate() {
        #expect(SymmetricEigenvectors(of: [3, 0, 0, 0, 1, 0, 0, 0, 2], order: 3).values == [1, 2, 3])
        #expect(SymmetricEigenvectors(of: [0, 0, 0, 0], order: 2).values == [0, 0])
    }

    @Test("all components rebuild the images; the error of fewer is the sum of the variances left out")
    func reconstruction() {
        var generator = Philox(seed: 6, stream: 0)
        let (rows, pixels) = (200, 12)
        let bytes = (0..<rows).flatMap { _ in
            let level = generator.integer(below: 200)
            return (0..<pixels).map { UInt8(min(255, level * ($0 + 1) / pixels + generator.integer(below: 50))) }
        }
        let images = ByteMatrix(rows: rows, columns: pixels, bytes: bytes)
        let kernels = CompiledKernels()
        let components = PrincipalComponents(of: images, using: kernels)
        for count in [1, 3, pixels] {
            let rebuilt = components.reconstructions(of: images, count: count, using: kernels)
            let error = ReconstructionError(of: rebuilt, against: images)
            let left = components.variances.dropFirst(count).reduce(0, +)
            #expect(abs(error.meanSum - left) < 1e-6)
        }
    }
}
