import ImageRestoration
import Testing

@Suite("The gain of a restoration")
struct RestorationGainTests {
    @Test("half the error is 3.01 dB, twice the error as much less")
    func halves() {
        #expect(abs(restorationGain(from: 0.002, to: 0.001) - 3.0103) < 1e-4)
        #expect(abs(restorationGain(from: 0.001, to: 0.002) + 3.0103) < 1e-4)
    }

    @Test("a picture that was whole and stays whole gains nothing; one made whole, or spoiled, has no finite gain")
    func wholePictures() {
        #expect(restorationGain(from: 0, to: 0) == 0)
        #expect(restorationGain(from: 0.001, to: 0) == .infinity)
        #expect(restorationGain(from: 0, to: 0.001) == -.infinity)
    }
}
