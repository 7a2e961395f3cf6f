"""Philox4x32-10, and what layers, machines and trainings draw from it by the numbering of RandomStream."""

import numpy
import torch

SEED, EPOCH, STEP = 7, 3, 5


def philox(seed, stream, block):
    counter = [block & 0xFFFFFFFF, block >> 32, stream & 0xFFFFFFFF, stream >> 32]
    key = [seed & 0xFFFFFFFF, seed >> 32]
    for _ in range(10):
        even, odd = counter[0] * 0xD2511F53, counter[2] * 0xCD9E8D57
        counter = [
            (odd >> 32) ^ counter[1] ^ key[0], odd & 0xFFFFFFFF, (even >> 32) ^ counter[3] ^ key[1], even & 0xFFFFFFFF]
        key = [(key[0] + 0x9E3779B9) & 0xFFFFFFFF, (key[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return counter


def words(seed, stream, count):
    return [word for block in range((count + 3) // 4) for word in philox(seed, stream, block)][:count]


def layer_stream(epoch, step, layer):
    return 1 << 63 | epoch << 43 | step << 12 | layer


def uniforms(seed, stream, shape):
    count = int(numpy.prod(shape))
    values = [(word >> 8) / 2**24 for word in words(seed, stream, count)]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def permutation(seed, stream, count):
    """Fisher and Yates with Lemire's bounded integers."""
    raw = iter(words(seed, stream, 64 * count))
    draw = lambda: next(raw) | next(raw) << 32
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        bound = last + 1
        product = draw() * bound
        while product % 2**64 < (2**64 - bound) % bound:
            product = draw() * bound
        other = product >> 64
        order[last], order[other] = order[other], order[last]
    return order
