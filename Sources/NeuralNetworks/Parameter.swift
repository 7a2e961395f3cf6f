import Tensors

/// Numbers that training changes, with the loss's gradient by them.
package struct Parameter {
    /// The name in model files and of the optimizer's state: `layers.0.weight`.
    package let name: String
    package var value: Tensor
    package var gradient: Tensor

    package init(name: String, shape: Shape) {
        self.name = name
        value = Tensor(shape)
        gradient = Tensor(shape)
    }
}
