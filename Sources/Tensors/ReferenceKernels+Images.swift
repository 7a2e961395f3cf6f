extension ReferenceKernels {
    package func maximumPool(
        _ input: Tensor, window: Int, stride: Int, into output: inout Tensor, indices: inout [Int32]
    ) {
        let shape = checkedPooling(input, window: window, stride: stride, output, &indices)
        output.forEachPixel { image, row, column, channel, place in
            var found: (value: Float, index: Int)?
            for windowRow in row * stride..<row * stride + window {
                for windowColumn in column * stride..<column * stride + window {
                    let index = (windowRow * shape.width + windowColumn) * shape.channels + channel
                    let x = input.elements[image * input.columns + index]
                    if let largest = found?.value, !(x > largest || (x.isNaN && !largest.isNaN)) { continue }
                    found = (x, index)
                }
            }
            guard let found else { return }
            (output.elements[place], indices[place]) = (found.value, Int32(found.index))
        }
    }

    package func scatter(_ input: Tensor, to indices: [Int32], into output: inout Tensor) {
        checkIndices(input, indices, output)
        for index in output.elements.indices { output.elements[index] = 0 }
        for index in input.elements.indices {
            output.elements[index / input.columns * output.columns + Int(indices[index])] += input.elements[index]
        }
    }

    package func gather(_ input: Tensor, from indices: [Int32], into output: inout Tensor) {
        checkIndices(output, indices, input)
        for index in output.elements.indices {
            output.elements[index] = input.elements[index / output.columns * input.columns + Int(indices[index])]
        }
    }

    package func upsample(_ input: Tensor, factor: Int, into output: inout Tensor) {
        checkSampling(small: input, factor: factor, large: output)
        output.forEachPixel { image, row, column, channel, place in
            output.elements[place] = input[image, row / factor, column / factor, channel]
        }
    }

    package func downsample(_ input: Tensor, factor: Int, into output: inout Tensor) {
        checkSampling(small: output, factor: factor, large: input)
        output.forEachPixel { image, row, column, channel, place in
            var sum: Float = 0
            for largeRow in row * factor..<(row + 1) * factor {
                for largeColumn in column * factor..<(column + 1) * factor {
                    sum += input[image, largeRow, largeColumn, channel]
                }
            }
            output.elements[place] = sum
        }
    }
}

extension Tensor {
    /// The element of an image, zero outside it.
    subscript(image: Int, row: Int, column: Int, channel: Int) -> Float {
        let lengths = shape.dimensions
        guard (0..<lengths[1]).contains(row), (0..<lengths[2]).contains(column) else { return 0 }
        return elements[((image * lengths[1] + row) * lengths[2] + column) * lengths[3] + channel]
    }

    /// Visits (image, row, column, channel) in rising order, with the element's place.
    func forEachPixel(_ body: (Int, Int, Int, Int, Int) -> Void) {
        let lengths = shape.dimensions
        var place = 0
        for image in 0..<lengths[0] {
            for row in 0..<lengths[1] {
                for column in 0..<lengths[2] {
                    for channel in 0..<lengths[3] {
                        body(image, row, column, channel, place)
                        place += 1
                    }
                }
            }
        }
    }
}
