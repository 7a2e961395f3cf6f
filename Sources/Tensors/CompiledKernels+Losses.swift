extension CompiledKernels {
    package func squaredError(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double {
        checkSameCount(y, target, gradient)
        return gradient.withElements {
            table.squared_error($0.count, y.elements.address, target.elements.address, scale, $0.baseAddress)
        }
    }

    package func squaredError(_ y: Tensor, target: Tensor) -> Double {
        checkSameCount(y, target)
        return table.squared_error(y.elements.count, y.elements.address, target.elements.address, 0, nil)
    }

    package func binaryCrossEntropy(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double {
        checkSameCount(y, target, gradient)
        return gradient.withElements {
            table.binary_cross_entropy($0.count, y.elements.address, target.elements.address, scale, $0.baseAddress)
        }
    }

    package func softmaxCrossEntropy(
        logits: Tensor, labels: [Int32], gradient: inout Tensor, scale: Float
    ) -> Double {
        checkLabels(logits, labels, gradient)
        return gradient.withElements {
            table.softmax_cross_entropy(
                logits.rows, logits.columns, logits.elements.address, labels, scale, $0.baseAddress)
        }
    }
}
