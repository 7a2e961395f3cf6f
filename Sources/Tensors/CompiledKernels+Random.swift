import CKernels
import Randomness

extension CompiledKernels {
    package func drawBernoulli(_ stream: RandomStream, probabilities: Tensor, into samples: inout Tensor) {
        checkSameCount(probabilities, samples)
        samples.withElements {
            table.bernoulli($0.count, stream.source, probabilities.elements.address, $0.baseAddress)
        }
    }

    package func drawDropoutFactors(_ stream: RandomStream, rate: Float, into factors: inout Tensor) {
        checkDropout(rate)
        factors.withElements { table.dropout_factors($0.count, stream.source, rate, $0.baseAddress) }
    }

    package func drawStandardNormals(_ stream: RandomStream, into variates: inout Tensor) {
        variates.withElements { table.standard_normal($0.count, stream.source, $0.baseAddress) }
    }
}

extension RandomStream {
    fileprivate var source: ck_random { ck_random(seed: seed, stream: number) }
}
