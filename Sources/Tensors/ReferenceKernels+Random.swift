import Randomness

extension ReferenceKernels {
    package func drawBernoulli(_ stream: RandomStream, probabilities: Tensor, into samples: inout Tensor) {
        checkSameCount(probabilities, samples)
        for index in samples.elements.indices {
            samples.elements[index] = uniform(stream, index) < probabilities.elements[index] ? 1 : 0
        }
    }

    package func drawDropoutFactors(_ stream: RandomStream, rate: Float, into factors: inout Tensor) {
        checkDropout(rate)
        let kept = 1 / (1 - rate)
        for index in factors.elements.indices {
            factors.elements[index] = uniform(stream, index) < rate ? 0 : kept
        }
    }

    package func drawStandardNormals(_ stream: RandomStream, into variates: inout Tensor) {
        for index in variates.elements.indices {
            let probability = (Float(stream.word(index) >> 9) + 0.5) * 0x1p-23
            variates.elements[index] = 1.41421354 * referenceInverseErrorFunction(2 * probability - 1)
        }
    }

    private func uniform(_ stream: RandomStream, _ index: Int) -> Float {
        Float(stream.word(index) >> 8) * 0x1p-24
    }
}
