import Tensors

/// Numbers that training changes, with the loss's gradient by them.
package struct Parameter {
    /// The name in model files and of the optimizer's state: `layers.0.weight`.
    package let name: String
    package let role: TensorRole
    package var value: Tensor
    package var gradient: Tensor

    /// A parameter that is zero, or one where it is a factor.
    init(_ declaration: TensorDeclaration) {
        (name, role) = (declaration.name, declaration.role)
        value = Tensor(declaration.shape, filledWith: role == .scale ? 1 : 0)
        gradient = Tensor(declaration.shape)
    }
}

extension Parameter? {
    /// Changes the parameter in place, where there is one.
    mutating func update(_ body: (inout Parameter) throws -> Void) rethrows {
        guard var parameter = take() else { return }
        defer { self = parameter }
        try body(&parameter)
    }
}
