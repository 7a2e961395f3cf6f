// One step of each optimizer over all of a network's parameters, which lie in one array.

FUNCTION void sgd(ptrdiff_t count, float rate, float momentum, const float *restrict g, float *restrict v,
                  float *restrict w) {
    for (ptrdiff_t i = 0; i < count; i++) {
        v[i] = momentum * v[i] + g[i];
        w[i] = w[i] - rate * v[i];
    }
}

FUNCTION void rmsprop(ptrdiff_t count, float rate, float decay, float momentum, float epsilon, const float *restrict g,
                      float *restrict s, float *restrict v, float *restrict w) {
    float share = 1.0f - decay;
    for (ptrdiff_t i = 0; i < count; i++) {
        s[i] = s[i] + (g[i] * g[i] - s[i]) * share;
        v[i] = momentum * v[i] + rate * g[i] / __builtin_elementwise_sqrt(s[i] + epsilon);
        w[i] = w[i] - v[i];
    }
}

FUNCTION void adam(ptrdiff_t count, float rate, float root_correction, float beta1, float beta2, float epsilon,
                   const float *restrict g, float *restrict m, float *restrict v, float *restrict w) {
    float share1 = 1.0f - beta1, share2 = 1.0f - beta2;
    for (ptrdiff_t i = 0; i < count; i++) {
        m[i] = m[i] + (g[i] - m[i]) * share1;
        v[i] = v[i] + (g[i] * g[i] - v[i]) * share2;
        w[i] = w[i] - rate * m[i] / (__builtin_elementwise_sqrt(v[i]) * root_correction + epsilon);
    }
}
