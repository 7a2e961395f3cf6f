import NeuralNetworks

/// A loss or a parameter that is no longer a finite number.
enum TrainingDiverged: Error, CustomStringConvertible {
    case loss(epoch: Int)
    /// The first of the parameter's numbers that is not finite, after an epoch.
    case parameter(String, index: Int, value: Float, epoch: Int)

    var description: String {
        let place =
            switch self {
            case .loss(let epoch): "the loss of epoch \(epoch) is not finite"
            case .parameter(let name, let index, let value, let epoch):
                "number \(index) of the parameter “\(name)” is \(value) after epoch \(epoch)"
            }
        return "the training diverged: \(place); lower the optimizer's learningRate"
    }
}

extension Trainer {
    /// Holds the parameters against what the last step made of them: its loss was taken before.
    ///
    /// - Throws: ``TrainingDiverged`` for the first number that is not finite.
    func checkParameters() throws {
        for parameter in network.parameters {
            if let index = parameter.value.elements.firstIndex(where: { !$0.isFinite }) {
                throw TrainingDiverged.parameter(
                    parameter.name, index: index, value: parameter.value.elements[index], epoch: epoch)
            }
        }
    }
}
