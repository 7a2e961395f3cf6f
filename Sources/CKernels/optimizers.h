// One step of each optimizer over all of a network's parameters, which lie in one array. Whole vectors are written out: left to
// itself the compiler takes half the lanes that a level has, and divisions and roots, at which the time goes, take twice as long.

/// The gradient by a weight whose square, times half the decay, is part of the loss.
INLINE vector decayed(vector gradient, float decay, vector weight) {
    return decay == 0 ? gradient : fma((vector)(decay), weight, gradient);
}

FUNCTION void sgd(ptrdiff_t count, float rate, float momentum, float decay, const float *restrict g, float *restrict v,
                  float *restrict w) {
    for (ptrdiff_t i = 0; i < count; i += LANES) {
        vector weight = load_group(w + i, count - i);
        vector step = decayed(load_group(g + i, count - i), decay, weight);
        if (momentum != 0) {
            step = momentum * load_group(v + i, count - i) + step;
            store_group(v + i, step, count - i);
        }
        store_group(w + i, weight - rate * step, count - i);
    }
}

FUNCTION void rmsprop(ptrdiff_t count, float rate, float decay, float momentum, float epsilon, const float *restrict g,
                      float *restrict s, float *restrict v, float *restrict w) {
    float share = 1.0f - decay;
    for (ptrdiff_t i = 0; i < count; i += LANES) {
        vector gradient = load_group(g + i, count - i), square = load_group(s + i, count - i);
        square = square + (gradient * gradient - square) * share;
        vector velocity = momentum * load_group(v + i, count - i) +
                          rate * gradient / __builtin_elementwise_sqrt(square + epsilon);
        store_group(s + i, square, count - i);
        store_group(v + i, velocity, count - i);
        store_group(w + i, load_group(w + i, count - i) - velocity, count - i);
    }
}

FUNCTION void adam(ptrdiff_t count, float rate, float root_correction, float beta1, float beta2, float epsilon,
                   float decay, const float *restrict g, float *restrict m, float *restrict v, float *restrict w) {
    float share1 = 1.0f - beta1, share2 = 1.0f - beta2;
    for (ptrdiff_t i = 0; i < count; i += LANES) {
        vector weight = load_group(w + i, count - i);
        vector gradient = decayed(load_group(g + i, count - i), decay, weight);
        vector mean = load_group(m + i, count - i), square = load_group(v + i, count - i);
        mean = mean + (gradient - mean) * share1;
        square = square + (gradient * gradient - square) * share2;
        vector root = __builtin_elementwise_sqrt(square) * root_correction + epsilon;
        store_group(m + i, mean, count - i);
        store_group(v + i, square, count - i);
        store_group(w + i, weight - rate * mean / root, count - i);
    }
}
