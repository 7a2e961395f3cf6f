extension NetworkArchitecture {
    /// Some of the layers as a network of their own.
    ///
    /// References move with the layers; a tied layer whose weights stay behind becomes a dense one.
    /// - Precondition: un-pooling layers keep their pooling.
    func part(_ range: Range<Int>) -> NetworkArchitecture {
        let layers = range.map { index -> LayerArchitecture in
            switch self.layers[index] {
            case .tiedDense(let target, let activation):
                guard !range.contains(target) else {
                    return .tiedDense(layer: target - range.lowerBound, activation: activation)
                }
                return .dense(
                    inputs: inputShape(of: index).reduce(1, *), outputs: outputShapes[index][0], activation: activation)
            case .unpooling(let target):
                precondition(range.contains(target), "layer \(index) needs the places that layer \(target) found")
                return .unpooling(layer: target - range.lowerBound)
            default: return self.layers[index]
            }
        }
        return NetworkArchitecture(known: layers, input: partInput(range))
    }

    /// A part that starts dense takes rows of numbers, whatever the shape was.
    private func partInput(_ range: Range<Int>) -> [Int] {
        let shape = inputShape(of: range.lowerBound)
        if range.lowerBound > 0, case .dense = layers[range.lowerBound] { return [shape.reduce(1, *)] }
        return shape
    }
}
