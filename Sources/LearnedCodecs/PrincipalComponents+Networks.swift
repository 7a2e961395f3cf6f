import ImageCompression
import NeuralNetworks
import Tensors

extension PrincipalComponents {
    /// The first components as a linear autoencoder of two layers: codes are (x − mean)·Cᵀ, reconstructions code·C + mean.
    package func networks(count: Int) -> (encoder: Network, decoder: Network) {
        precondition((1...components.count).contains(count), "\(count) of \(components.count) components")
        let basis = Tensor([count, mean.count], elements: components.prefix(count).joined().map { Float($0) })
        // In double, of the components as they are: what the codes of the mean image would be.
        let offsets = components.prefix(count).map { component in
            -Float(zip(component, mean).reduce(0) { $0 + $1.0 * $1.1 })
        }
        return (
            linear(basis.transposed(), Tensor([count], elements: offsets)),
            linear(basis, Tensor([mean.count], elements: mean.map { Float($0) }))
        )
    }

    private func linear(_ weights: Tensor, _ bias: Tensor) -> Network {
        let network = Network([.dense(inputs: weights.rows, outputs: weights.columns, activation: .identity)])
        network.updateParameters { $0.value = $0.value.shape == weights.shape ? weights : bias }
        return network
    }
}
