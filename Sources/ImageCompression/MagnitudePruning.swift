import NeuralNetworks
import Tensors

/// Weights set to zero, the smallest first: the simplest way to make a model smaller.
///
/// - Source: Han, Mao, Dally 2016, arXiv:1510.00149, section 2, without the training in between.
package enum MagnitudePruning {
    /// What is left of a set of networks.
    package struct Result: Equatable, Sendable {
        /// Weights, biases not counted, and those of them that are not zero.
        package let weights: Int, kept: Int
    }

    /// Zeroes a share of all weights of some networks together; biases, factors and statistics stay.
    ///
    /// Weights as small as the last one that has to go, go with it: those that two halves of a tied network share stay equal.
    /// - Parameter percent: 0 to 100.
    /// - Cost: one sort of all magnitudes.
    @discardableResult
    package static func prune(_ networks: [Network], percent: Int) -> Result {
        precondition((0...100).contains(percent), "\(percent) % of the weights")
        var magnitudes: [Float] = []
        for network in networks {
            for parameter in network.parameters where parameter.role.isWeights {
                magnitudes.append(contentsOf: parameter.value.elements.map(abs))
            }
        }
        let count = magnitudes.count * percent / 100
        magnitudes.sort()
        let limit = count == 0 ? -1 : magnitudes[count - 1]
        for network in networks {
            network.updateParameters { parameter in
                guard parameter.role.isWeights else { return }
                parameter.value.withElements { elements in
                    for index in elements.indices where abs(elements[index]) <= limit { elements[index] = 0 }
                }
            }
        }
        return Result(weights: magnitudes.count, kept: magnitudes.count { $0 > max(limit, 0) })
    }
}

extension TensorRole {
    fileprivate var isWeights: Bool {
        if case .weights = self { return true }
        return false
    }
}
