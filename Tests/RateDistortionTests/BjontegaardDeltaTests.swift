import Foundation
import RateDistortion
import Testing

@Suite("Curves of rate and distortion")
struct BjontegaardDeltaTests {
    @Test(
        "a codec that needs a fixed share of the rate saves the rest, by either curve",
        arguments: PiecewiseCubic.Slopes.allCases)
    func share(slopes: PiecewiseCubic.Slopes) throws {
        let rates = [0.1, 0.25, 0.4, 0.9, 1.7]
        let anchor = curve(rates) { 20 + 4 * log2($0) }
        let delta = try #require(
            BjontegaardDelta(of: curve(rates.map { $0 * 0.7 }) { 20 + 4 * log2($0 / 0.7) }, against: anchor, slopes))
        #expect(abs(delta.rate + 0.3) < 1e-12)
        #expect(abs(try #require(delta.quality) - 4 * log2(1 / 0.7)) < 1e-9)
        #expect(abs(delta.qualities.lowerBound - (20 + 4 * log2(0.1))) < 1e-12)
    }

    @Test("two curves from the literature give the numbers of an independent implementation")
    func reference() throws {
        // Computed with scipy.interpolate's PchipInterpolator and Akima1DInterpolator: see Reference/bjontegaard.py.
        let anchor = RateDistortionCurve(
            zip([0.66, 1.04, 0.31, 1.9], [30.4, 32.8, 27.1, 36.9]).map { .init(rate: $0, quality: $1) })
        let test = RateDistortionCurve(
            zip([0.29, 0.65, 0.98, 0.15], [29.6, 33.0, 35.2, 27.3]).map { .init(rate: $0, quality: $1) })
        for (slopes, expected) in [
            (PiecewiseCubic.Slopes.monotone, (-0.44325436765545867, 2.7148252505126558)),
            (.akima, (-0.4426383961870102, 2.7067835835927863)),
        ] {
            let delta = try #require(BjontegaardDelta(of: test, against: anchor, slopes))
            #expect(abs(delta.rate - expected.0) < 1e-9)
            #expect(abs(try #require(delta.quality) - expected.1) < 1e-9)
        }
    }

    @Test("without a common quality there is no number, and points that are not worth having do not bend a curve")
    func noOverlap() {
        let low = curve([0.1, 0.2, 0.3]) { 20 + $0 }, high = curve([0.1, 0.2, 0.3]) { 30 + $0 }
        #expect(BjontegaardDelta(of: low, against: high, .monotone) == nil)
        #expect(BjontegaardDelta(of: curve([0.1]) { $0 }, against: high, .monotone) == nil)
        let points: [RateDistortionCurve.Point] = [(0.3, 25), (0.1, 20), (0.2, 19), (0.3, 24), (0.4, 25)].map {
            .init(rate: $0.0, quality: $0.1)
        }
        #expect(RateDistortionCurve(points).points == [points[1], points[0]])
    }

    private func curve(_ rates: [Double], _ quality: (Double) -> Double) -> RateDistortionCurve {
        RateDistortionCurve(rates.map { .init(rate: $0, quality: quality($0)) })
    }
}
