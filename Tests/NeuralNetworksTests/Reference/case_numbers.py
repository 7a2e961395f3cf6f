"""The numbers that all cases start from, drawn in one order, and how results are written.

All are multiples of 1/256, so that float32 holds them exactly.
"""

import numpy
import torch

draws = numpy.random.default_rng(2018)


def numbers(*shape, low=-1.0, high=1.0):
    return torch.tensor(draws.integers(int(low * 256), int(high * 256) + 1, shape) / 256, dtype=torch.float64)


def flat(x):
    return [float(f"{value:.9g}") for value in x.detach().reshape(-1).tolist()]
