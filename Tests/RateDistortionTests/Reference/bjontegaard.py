"""The numbers of BjontegaardDeltaTests, by scipy: python3 bjontegaard.py"""

import numpy
from scipy.interpolate import Akima1DInterpolator, PchipInterpolator

ANCHOR = [(0.66, 30.4), (1.04, 32.8), (0.31, 27.1), (1.9, 36.9)]
TEST = [(0.29, 29.6), (0.65, 33.0), (0.98, 35.2), (0.15, 27.3)]


def mean_difference(first, second, interpolator):
    lower, upper = max(first[0][0], second[0][0]), min(first[-1][0], second[-1][0])
    areas = [interpolator(*numpy.array(curve).T).integrate(lower, upper) for curve in (first, second)]
    return (areas[0] - areas[1]) / (upper - lower)


for interpolator in (PchipInterpolator, Akima1DInterpolator):
    by_quality = [sorted((quality, numpy.log(rate)) for rate, quality in curve) for curve in (TEST, ANCHOR)]
    by_rate = [sorted((numpy.log(rate), quality) for rate, quality in curve) for curve in (TEST, ANCHOR)]
    rate = numpy.exp(mean_difference(*by_quality, interpolator)) - 1
    print(interpolator.__name__, repr(float(rate)), repr(float(mean_difference(*by_rate, interpolator))))
