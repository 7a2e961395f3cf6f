// Passes over whole arrays: activations, losses, sums, and the gathering of a minibatch.

INLINE vector activate(enum ck_activation f, vector x) {
    switch (f) {
    case CK_ACTIVATION_SIGMOID: return v_sigmoid(x);
    case CK_ACTIVATION_TANH: return v_tanh(x);
    // Not max(): a NaN stays a NaN, and −0 becomes +0.
    case CK_ACTIVATION_RELU: return choose(x <= 0.0f, (vector)(0.0f), x);
    case CK_ACTIVATION_IDENTITY: break;
    }
    return x;
}

INLINE void activate_lines(enum ck_activation f, ptrdiff_t rows, ptrdiff_t columns, const float *bias, float *x,
                           ptrdiff_t ldx) {
    for (ptrdiff_t row = 0; row < rows; row++, x += ldx) {
        ptrdiff_t c = 0;
        for (; c + LANES <= columns; c += LANES) store(x + c, activate(f, load(x + c) + load(bias + c)));
        if (c < columns) {
            ptrdiff_t rest = columns - c;
            store_first(x + c, activate(f, load_first(x + c, rest) + load_first(bias + c, rest)), rest);
        }
    }
}

/// The same with rows that stand `ldx` apart: a product's last step while it is still in the cache.
FUNCTION void activate_rows_of(enum ck_activation f, ptrdiff_t rows, ptrdiff_t columns, const float *bias, float *x,
                               ptrdiff_t ldx) {
    switch (f) {
    case CK_ACTIVATION_IDENTITY: activate_lines(CK_ACTIVATION_IDENTITY, rows, columns, bias, x, ldx); break;
    case CK_ACTIVATION_SIGMOID: activate_lines(CK_ACTIVATION_SIGMOID, rows, columns, bias, x, ldx); break;
    case CK_ACTIVATION_TANH: activate_lines(CK_ACTIVATION_TANH, rows, columns, bias, x, ldx); break;
    case CK_ACTIVATION_RELU: activate_lines(CK_ACTIVATION_RELU, rows, columns, bias, x, ldx); break;
    }
}

FUNCTION void add_bias_and_activate(enum ck_activation f, ptrdiff_t rows, ptrdiff_t columns, const float *bias, float *x) {
    activate_rows_of(f, rows, columns, bias, x, columns);
}

FUNCTION void activation_gradient(enum ck_activation f, ptrdiff_t count, const float *y, float *g) {
    switch (f) {
    case CK_ACTIVATION_IDENTITY: break;
    case CK_ACTIVATION_SIGMOID:
        for (ptrdiff_t i = 0; i < count; i++) g[i] = g[i] * (y[i] * (1.0f - y[i]));
        break;
    case CK_ACTIVATION_TANH:
        for (ptrdiff_t i = 0; i < count; i++) g[i] = g[i] * (1.0f - y[i] * y[i]);
        break;
    case CK_ACTIVATION_RELU:
        for (ptrdiff_t i = 0; i < count; i++) g[i] = y[i] > 0.0f ? g[i] : 0.0f;
        break;
    }
}

FUNCTION void column_sums(ptrdiff_t rows, ptrdiff_t columns, const float *x, float *out) {
    memset(out, 0, (size_t)columns * sizeof(float));
    for (ptrdiff_t row = 0; row < rows; row++, x += columns)
        for (ptrdiff_t c = 0; c < columns; c++) out[c] = out[c] + x[c];
}

/// The lanes of a sum, joined pairwise: (0+8, 1+9, …), then (0+4, …), (0+2, …), 0+1.
INLINE double join(double sum[16]) {
    for (int width = 8; width > 0; width /= 2)
        for (int lane = 0; lane < width; lane++) sum[lane] = sum[lane] + sum[lane + width];
    return sum[0];
}

FUNCTION double squared_error(ptrdiff_t count, const float *y, const float *t, float scale, float *gradient) {
    double sum[16] = {0};
    ptrdiff_t i = 0;
    for (; i + 16 <= count; i += 16)
        for (int lane = 0; lane < 16; lane++) {
            double difference = (double)(y[i + lane] - t[i + lane]);
            sum[lane] = sum[lane] + difference * difference;
        }
    for (int lane = 0; i + lane < count; lane++) {
        double difference = (double)(y[i + lane] - t[i + lane]);
        sum[lane] = sum[lane] + difference * difference;
    }
    if (gradient)
        for (ptrdiff_t j = 0; j < count; j++) gradient[j] = (y[j] - t[j]) * scale;
    return join(sum);
}

/// Up to LANES terms of the cross-entropy; also their gradients where wanted.
INLINE vector cross_entropy_terms(vector output, vector target, float scale, vector *gradient) {
    const vector lowest = 1e-7f, highest = 1.0f - 1e-7f;
    output = choose(output < lowest, lowest, output);
    output = choose(output > highest, highest, output);
    vector rest = 1.0f - output;
    *gradient = (output - target) / (output * rest) * scale;
    return -(target * v_log(output) + (1.0f - target) * v_log(rest));
}

FUNCTION double binary_cross_entropy(ptrdiff_t count, const float *y, const float *t, float scale, float *gradient) {
    double sum[16] = {0};
    for (ptrdiff_t i = 0; i < count; i += 16) {
        float terms[16] = {0};
        ptrdiff_t end = count - i < 16 ? count - i : 16;
        for (ptrdiff_t j = 0; j < end; j += LANES) {
            vector slope;
            if (end - j >= LANES) {
                store(terms + j, cross_entropy_terms(load(y + i + j), load(t + i + j), scale, &slope));
                if (gradient) store(gradient + i + j, slope);
            } else {
                ptrdiff_t rest = end - j;
                vector term = cross_entropy_terms(load_first(y + i + j, rest), load_first(t + i + j, rest), scale, &slope);
                store_first(terms + j, term, rest);
                if (gradient) store_first(gradient + i + j, slope, rest);
            }
        }
        for (int lane = 0; lane < 16; lane++) sum[lane] = sum[lane] + (double)terms[lane];
    }
    return join(sum);
}

FUNCTION void gather_bytes(ptrdiff_t count, ptrdiff_t columns, const uint8_t *source, const int32_t *rows, float *out) {
    for (ptrdiff_t i = 0; i < count; i++, out += columns) {
        const uint8_t *row = source + rows[i] * columns;
        for (ptrdiff_t c = 0; c < columns; c++) out[c] = (float)row[c] / 255.0f;
    }
}

#define MAP(function)                                                                                                  \
    ptrdiff_t i = 0;                                                                                                   \
    for (; i + LANES <= count; i += LANES) store(out + i, function(load(x + i)));                                      \
    if (i < count) store_first(out + i, function(load_first(x + i, count - i)), count - i);

FUNCTION void exponential(ptrdiff_t count, const float *x, float *out) { MAP(v_exp) }

FUNCTION void logarithm(ptrdiff_t count, const float *x, float *out) { MAP(v_log) }
