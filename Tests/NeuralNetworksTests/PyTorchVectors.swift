import Foundation
import NeuralNetworks
import Tensors

/// What `Reference/make_vectors.py` wrote: small problems, and what PyTorch makes of them in double precision.
struct PyTorchVectors: Decodable {
    let seed: UInt64
    let epoch: Int
    let step: Int
    let networks: [NetworkCase]
    let optimizers: [OptimizerCase]
    let schedules: [ScheduleCase]
    let machine: MachineCase

    struct NetworkCase: Decodable {
        let name: String
        let layers: [LayerArchitecture]
        let input: [Int]
        let loss: Loss
        let penalties: [ActivationPenalty]
        let examples: Int
        let x: [Float]
        let target: [Float]?
        let labels: [Int32]
        let tensors: [String: [Float]]
        let expected: Expected

        struct Expected: Decodable {
            let inference: [Double]
            let training: [Double]
            let loss: Double
            let penalty: Double
            let inputGradient: [Double]
            let gradients: [String: [Double]]
            let statistics: [String: [Double]]
        }
    }

    struct OptimizerCase: Decodable {
        let name: String
        let configuration: OptimizerConfiguration
        let start: [Float]
        let gradients: [[Float]]
        let expected: [[Double]]
    }

    struct ScheduleCase: Decodable {
        let name: String
        let schedule: LearningRateSchedule
        let expected: [Double]
    }

    struct MachineCase: Decodable {
        let visible: Int
        let hidden: Int
        let rows: Int
        let batchSize: Int
        let data: [Float]
        let start: [[Float]]
        let expected: Expected

        struct Expected: Decodable {
            let errors: [Double]
            let tensors: [[Double]]
        }
    }

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Reference/pytorch-vectors.json")
        self = try JSONDecoder().decode(PyTorchVectors.self, from: Data(contentsOf: file))
    }
}

/// The largest difference of two lists in units of float32's ε times the largest number expected, or times `scale` where that is larger.
func worstError(_ found: some Collection<Float>, _ expected: [Double], scale: Double = 0) -> Double {
    guard found.count == expected.count else { return .infinity }
    let unit = Double(Float.ulpOfOne) * max(scale, expected.map(\.magnitude).max() ?? 0)
    // A NaN is larger than any error.
    return zip(found, expected).map { found, expected in
        let difference = abs(Double(found) - expected)
        return difference.isNaN ? .infinity : difference == 0 ? 0 : difference / unit
    }.max() ?? 0
}
