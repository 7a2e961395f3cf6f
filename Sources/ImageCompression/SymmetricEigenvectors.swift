/// All eigenvalues and eigenvectors of a symmetric matrix, by reduction to tridiagonal form (Householder) and the implicit QL method.
///
/// Plain Double arithmetic in a fixed order with nothing but + − × ÷ √, so the result has the same bits on every machine.
///
/// - Cost: about 9·n³ flops.
/// - Source: Wilkinson and Reinsch 1971, Handbook for Automatic Computation II, contributions II/2 (tred2) and II/4 (imtql2).
package struct SymmetricEigenvectors: Sendable {
    /// Rising.
    package let values: [Double]
    /// `vectors[i]` belongs to `values[i]`; unit length, the largest component positive.
    package let vectors: [[Double]]

    /// - Parameter matrix: n×n numbers, row-major; the lower triangle is read.
    package init(of matrix: [Double], order n: Int) {
        precondition(matrix.count == n * n && n > 0, "\(matrix.count) numbers do not fill \(n)×\(n)")
        // Row j of `rows` is what the method calls column j of its transformation, so that rotations run along memory.
        var rows = matrix
        var diagonal = [Double](repeating: 0, count: n)
        var offDiagonal = [Double](repeating: 0, count: n)
        rows.withUnsafeMutableBufferPointer { z in
            diagonal.withUnsafeMutableBufferPointer { d in
                offDiagonal.withUnsafeMutableBufferPointer { e in
                    reduceToTridiagonal(z, d, e, n)
                    diagonalize(z, d, e, n)
                }
            }
        }
        let order = (0..<n).sorted { (diagonal[$0], $0) < (diagonal[$1], $1) }
        values = order.map { diagonal[$0] }
        vectors = order.map { index in
            let vector = Array(rows[index * n..<(index + 1) * n])
            let largest = vector.max { $0.magnitude < $1.magnitude } ?? 0
            return largest < 0 ? vector.map { -$0 } : vector
        }
    }
}

/// On return d and e hold the tridiagonal matrix (e[0] is unused), and row j of z the j-th column of the orthogonal transformation.
private func reduceToTridiagonal(
    _ z: UnsafeMutableBufferPointer<Double>, _ d: UnsafeMutableBufferPointer<Double>,
    _ e: UnsafeMutableBufferPointer<Double>, _ n: Int
) {
    // The matrix is symmetric, so its rows may stand for its columns from the start.
    for i in stride(from: n - 1, to: 0, by: -1) {
        let row = i * n
        var h = 0.0
        var scale = 0.0
        for k in 0..<i { scale += z[row + k].magnitude }
        guard i > 1, scale != 0 else {
            e[i] = z[row + i - 1]
            d[i] = 0
            continue
        }
        for k in 0..<i {
            z[row + k] /= scale
            h += z[row + k] * z[row + k]
        }
        let f = z[row + i - 1]
        let g = f >= 0 ? -h.squareRoot() : h.squareRoot()
        e[i] = scale * g
        h -= f * g
        z[row + i - 1] = f - g
        // e = A·u / h, from the lower triangle alone and along its rows.
        for j in 0..<i { e[j] = 0 }
        for j in 0..<i {
            let factor = z[row + j]
            var sum = z[j * n + j] * factor
            for k in 0..<j {
                sum += z[j * n + k] * z[row + k]
                e[k] += z[j * n + k] * factor
            }
            e[j] += sum
        }
        var projection = 0.0
        for j in 0..<i {
            e[j] /= h
            projection += e[j] * z[row + j]
        }
        let half = projection / (h + h)
        for j in 0..<i { e[j] -= half * z[row + j] }
        for j in 0..<i {
            let (f, g) = (z[row + j], e[j])
            for k in 0...j { z[j * n + k] -= f * e[k] + g * z[row + k] }
        }
        d[i] = h
    }
    d[0] = 0
    e[0] = 0
    accumulateReflections(z, d, n)
}

/// Builds the transformation from the vectors that the reduction left in the rows of z; d[i] is each vector's h, and becomes the
/// tridiagonal matrix's diagonal.
private func accumulateReflections(
    _ z: UnsafeMutableBufferPointer<Double>, _ d: UnsafeMutableBufferPointer<Double>, _ n: Int
) {
    var vector = [Double](repeating: 0, count: n)
    for i in 0..<n {
        let h = d[i]
        d[i] = z[i * n + i]
        for k in 0..<i { vector[k] = z[i * n + k] }
        // Rows 0..<i hold the transposed transformation so far: each is reflected.
        if h != 0 {
            for j in 0..<i {
                var g = 0.0
                for k in 0..<i { g += vector[k] * z[j * n + k] }
                g /= h
                for k in 0..<i { z[j * n + k] -= g * vector[k] }
            }
        }
        z[i * n + i] = 1
        for j in 0..<i {
            z[i * n + j] = 0
            z[j * n + i] = 0
        }
    }
}

/// The implicit QL method on the tridiagonal matrix; rotates the rows of z along.
private func diagonalize(
    _ z: UnsafeMutableBufferPointer<Double>, _ d: UnsafeMutableBufferPointer<Double>,
    _ e: UnsafeMutableBufferPointer<Double>, _ n: Int
) {
    for i in 1..<max(n, 1) { e[i - 1] = e[i] }
    e[n - 1] = 0
    for l in 0..<n {
        var iterations = 0
        while true {
            var m = l
            while m < n - 1 {
                let sum = d[m].magnitude + d[m + 1].magnitude
                if sum + e[m].magnitude == sum { break }
                m += 1
            }
            if m == l { break }
            precondition(iterations < 60, "the QL method did not converge on an eigenvalue")
            iterations += 1
            var g = (d[l + 1] - d[l]) / (2 * e[l])
            var r = (g * g + 1).squareRoot()
            g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r))
            var (s, c, p) = (1.0, 1.0, 0.0)
            var i = m - 1
            var underflowed = false
            while i >= l {
                let f = s * e[i]
                let b = c * e[i]
                r = (f * f + g * g).squareRoot()
                e[i + 1] = r
                if r == 0 {
                    d[i + 1] -= p
                    e[m] = 0
                    underflowed = true
                    break
                }
                s = f / r
                c = g / r
                g = d[i + 1] - p
                r = (d[i] - g) * s + 2 * c * b
                p = s * r
                d[i + 1] = g + p
                g = c * r - b
                let (upper, lower) = (i * n, (i + 1) * n)
                for k in 0..<n {
                    let f = z[lower + k]
                    z[lower + k] = s * z[upper + k] + c * f
                    z[upper + k] = c * z[upper + k] - s * f
                }
                i -= 1
            }
            if underflowed { continue }
            d[l] -= p
            e[l] = g
            e[m] = 0
        }
    }
}
