import Tensors

extension Network {
    /// A network of the same layers and numbers that takes examples of another shape, as one of convolutions can.
    ///
    /// - Throws: ``ArchitectureError`` where a layer does not fit the shape, or the examples would be too large.
    package func taking(_ input: [Int]) throws(ArchitectureError) -> Network {
        let copy = Network(try NetworkArchitecture(input: input, layers: architecture.layers))
        let tensors = Dictionary(
            parameters.map { ($0.name, $0.value) } + statistics.map { ($0.name, $0.tensor) }
        ) { first, _ in first }
        func numbers(of name: String, like tensor: Tensor) -> Tensor {
            guard let found = tensors[name], found.shape == tensor.shape else {
                preconditionFailure("the tensor \(name) depends on the shape of the examples")
            }
            return found
        }
        copy.updateParameters { $0.value = numbers(of: $0.name, like: $0.value) }
        copy.updateStatistics { $1 = numbers(of: $0, like: $1) }
        return copy
    }
}
