/// Works out what one layer gives, from what it takes and the layers before.
struct ShapeInference {
    let index: Int
    let input: [Int]
    let networkInput: [Int]
    let layers: [LayerArchitecture]
    /// Output shapes of the layers before.
    let shapes: [[Int]]

    func outputShape() throws(ArchitectureError) -> [Int] {
        let shape = try unboundedShape()
        guard isBounded(shape) else { throw .unusableOutput(layer: index, shape: shape) }
        return shape
    }

    private func unboundedShape() throws(ArchitectureError) -> [Int] {
        switch layers[index] {
        case .dense(let inputs, let outputs, _):
            try check(inputs, "inputs")
            guard input.reduce(1, *) == inputs else {
                throw .wrongInput(layer: index, expected: "\(inputs) numbers", found: input)
            }
            return [try check(outputs, "outputs")]
        case .tiedDense(let layer, _):
            guard case .dense(let inputs, let outputs, _)? = earlier(layer) else {
                throw .wrongReference(layer: index, to: layer, expected: "an earlier dense layer")
            }
            guard input.reduce(1, *) == outputs else {
                throw .wrongInput(layer: index, expected: "\(outputs) numbers", found: input)
            }
            return [inputs]
        case .convolution(let filters, let kernel, let stride, let padding, let hasBias, let activation):
            let image = try imageInput()
            try checkKernel(kernel, stride, padding, hasBias: hasBias || activation == .identity)
            guard image.height + 2 * padding >= kernel, image.width + 2 * padding >= kernel else {
                throw .wrongInput(layer: index, expected: "images of at least its kernel", found: input)
            }
            return [
                (image.height + 2 * padding - kernel) / stride + 1, (image.width + 2 * padding - kernel) / stride + 1,
                try check(filters, "filters"),
            ]
        case .transposedConvolution(let filters, let kernel, let stride, let padding, let hasBias, let activation):
            let image = try imageInput()
            try checkKernel(kernel, stride, padding, hasBias: hasBias || activation == .identity)
            return [
                (image.height - 1) * stride - 2 * padding + kernel, (image.width - 1) * stride - 2 * padding + kernel,
                try check(filters, "filters"),
            ]
        case .maximumPooling(let window, let stride):
            let image = try imageInput()
            try check(window, "window", upTo: 1 << 10)
            try check(stride, "stride", upTo: 1 << 10)
            guard window <= image.height, window <= image.width else {
                throw .wrongInput(layer: index, expected: "images of at least its window", found: input)
            }
            return [(image.height - window) / stride + 1, (image.width - window) / stride + 1, image.channels]
        case .unpooling(let layer):
            guard case .maximumPooling? = earlier(layer) else {
                throw .wrongReference(layer: index, to: layer, expected: "an earlier pooling layer")
            }
            guard input == shapes[layer] else {
                throw .wrongInput(layer: index, expected: "\(shapes[layer])", found: input)
            }
            return layer == 0 ? networkInput : shapes[layer - 1]
        case .upsampling(let factor):
            let image = try imageInput()
            try check(factor, "factor", upTo: 1 << 10)
            return [image.height * factor, image.width * factor, image.channels]
        case .batchNormalization(let epsilon, let momentum, _):
            try check(epsilon > 0 && epsilon.isFinite, "epsilon")
            try check((0...1).contains(momentum), "momentum")
            return input
        case .dropout(let rate):
            try checkRate(rate)
            return input
        case .channelDropout(let rate):
            try checkRate(rate)
            _ = try imageInput()
            return input
        case .gaussianNoise(let standardDeviation):
            try check(standardDeviation >= 0 && Float(standardDeviation).isFinite, "standardDeviation")
            return input
        case .scaling(let factor):
            try check(factor != 0 && Float(factor).isFinite, "factor")
            return input
        case .reshaping(let shape):
            guard shape.count == 1 || shape.count == 3, isBounded(shape), shape.reduce(1, *) == input.reduce(1, *)
            else { throw .wrongInput(layer: index, expected: "as many numbers as \(shape)", found: input) }
            return shape
        }
    }

    private func earlier(_ layer: Int) -> LayerArchitecture? {
        (0..<index).contains(layer) ? layers[layer] : nil
    }

    private func imageInput() throws(ArchitectureError) -> (height: Int, width: Int, channels: Int) {
        guard input.count == 3 else { throw .wrongInput(layer: index, expected: "images", found: input) }
        return (input[0], input[1], input[2])
    }

    private func checkKernel(_ kernel: Int, _ stride: Int, _ padding: Int, hasBias: Bool) throws(ArchitectureError) {
        try check(kernel, "kernel", upTo: 1 << 10)
        try check(stride, "stride", upTo: 1 << 10)
        try check((0..<kernel).contains(padding), "padding")
        try check(hasBias, "activation without a bias")
    }

    /// Layers work in single precision, in which a number just below 1 is 1.
    private func checkRate(_ rate: Double) throws(ArchitectureError) {
        try check(rate >= 0 && Float(rate) < 1, "rate")
    }

    @discardableResult
    private func check(_ number: Int, _ name: String, upTo most: Int = 1 << 20) throws(ArchitectureError) -> Int {
        try check((1...most).contains(number), name)
        return number
    }

    private func check(_ isInRange: Bool, _ name: String) throws(ArchitectureError) {
        if !isInRange { throw .unusableNumber(layer: index, name: name) }
    }
}
