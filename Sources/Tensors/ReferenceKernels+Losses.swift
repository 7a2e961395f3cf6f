extension ReferenceKernels {
    package func squaredError(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double {
        checkSameCount(y, target, gradient)
        for index in y.elements.indices {
            gradient.elements[index] = (y.elements[index] - target.elements[index]) * scale
        }
        return squaredError(y, target: target)
    }

    package func squaredError(_ y: Tensor, target: Tensor) -> Double {
        checkSameCount(y, target)
        return interleavedSum(
            zip(y.elements, target.elements).map {
                let difference = Double($0 - $1)
                return difference * difference
            })
    }

    package func binaryCrossEntropy(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double {
        checkSameCount(y, target, gradient)
        let lowest: Float = 1e-7
        let highest: Float = 1 - 1e-7
        var terms: [Double] = []
        for (index, (output, target)) in zip(y.elements, target.elements).enumerated() {
            let output = output < lowest ? lowest : output > highest ? highest : output
            let rest = 1 - output
            gradient.elements[index] = (output - target) / (output * rest) * scale
            let term = -(target * referenceLogarithm(output) + (1 - target) * referenceLogarithm(rest))
            terms.append(Double(term))
        }
        return interleavedSum(terms)
    }

    package func softmaxCrossEntropy(
        logits: Tensor, labels: [Int32], gradient: inout Tensor, scale: Float
    ) -> Double {
        checkLabels(logits, labels, gradient)
        var total = 0.0
        for (row, label) in labels.enumerated() {
            let x = logits.elements[row * logits.columns..<(row + 1) * logits.columns]
            var largest = x[x.startIndex]
            for logit in x where logit > largest { largest = logit }
            let exponentials = x.map { referenceExponential($0 - largest) }
            var sum: Float = 0
            for exponential in exponentials { sum += exponential }
            total += Double(referenceLogarithm(sum)) - Double(x[x.startIndex + Int(label)] - largest)
            for (column, exponential) in exponentials.enumerated() {
                let indicator: Float = column == Int(label) ? 1 : 0
                gradient.elements[row * logits.columns + column] = (exponential / sum - indicator) * scale
            }
        }
        return total
    }
}
