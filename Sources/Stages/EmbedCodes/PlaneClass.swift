/// Where the points of a class lie in a plane.
struct PlaneClass: Sendable {
    let label: UInt8
    let mean: (x: Double, y: Double)
    let varianceX: Double, varianceY: Double, covariance: Double

    /// The classes of points, in the order of their labels.
    static func all(of points: [(x: Double, y: Double)], labels: [UInt8]) -> [PlaneClass] {
        let members = Dictionary(grouping: zip(points, labels)) { $0.1 }
        return members.sorted { $0.key < $1.key }.map { label, members in
            let count = Double(members.count)
            let mean = (
                x: members.reduce(0) { $0 + $1.0.x } / count, y: members.reduce(0) { $0 + $1.0.y } / count
            )
            var (varianceX, varianceY, covariance) = (0.0, 0.0, 0.0)
            for (point, _) in members {
                let (x, y) = (point.x - mean.x, point.y - mean.y)
                varianceX += x * x
                varianceY += y * y
                covariance += x * y
            }
            return PlaneClass(
                label: label, mean: mean, varianceX: varianceX / count, varianceY: varianceY / count,
                covariance: covariance / count)
        }
    }

    func squaredDistance(to point: (x: Double, y: Double)) -> Double {
        (point.x - mean.x) * (point.x - mean.x) + (point.y - mean.y) * (point.y - mean.y)
    }
}
