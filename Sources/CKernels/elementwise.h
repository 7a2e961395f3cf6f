// Passes over whole arrays: activations, sums of columns, scalings, and the gathering of a minibatch.

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

/// How many columns a sum of columns keeps at hand.
#define COLUMNS_AT_A_TIME 256

/// A vector of a row of values that repeats along a matrix without gaps: period · LANES numbers hold every alignment.
#define LONGEST_REPEATED 32

INLINE void repeat(ptrdiff_t period, const float *row, float *to) {
    for (ptrdiff_t i = 0; i < period * LANES; i++) to[i] = row[i % period];
}

INLINE void activate_lines(enum ck_activation f, ptrdiff_t rows, ptrdiff_t columns, const float *bias, float *x,
                           ptrdiff_t ldx) {
    if (ldx == columns && columns <= LONGEST_REPEATED && columns % LANES != 0) {
        float repeated[LONGEST_REPEATED * LANES];
        repeat(columns, bias, repeated);
        ptrdiff_t count = rows * columns, phase = 0;
        for (; count >= LANES; count -= LANES, x += LANES) {
            store(x, activate(f, load(x) + load(repeated + phase)));
            phase = phase + LANES < columns * LANES ? phase + LANES : 0;
        }
        store_first(x, activate(f, load_first(x, count) + load(repeated + phase)), count);
        return;
    }
    for (ptrdiff_t row = 0; row < rows; row++, x += ldx) {
        ptrdiff_t c = 0;
        for (; c + LANES <= columns; c += LANES) store(x + c, activate(f, load(x + c) + load(bias + c)));
        if (c < columns) {
            ptrdiff_t rest = columns - c;
            store_first(x + c, activate(f, load_first(x + c, rest) + load_first(bias + c, rest)), rest);
        }
    }
}

/// x[r, c] = f(x[r, c] + bias[c]), rows `ldx` apart: a product's last step while it is still in the cache.
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
    for (ptrdiff_t first = 0; first < rows; first += CK_GEMM_LONGEST_BLOCK) {
        ptrdiff_t end = first + CK_GEMM_LONGEST_BLOCK < rows ? first + CK_GEMM_LONGEST_BLOCK : rows;
        for (ptrdiff_t column = 0; column < columns; column += COLUMNS_AT_A_TIME) {
            ptrdiff_t width = columns - column < COLUMNS_AT_A_TIME ? columns - column : COLUMNS_AT_A_TIME;
            float block[COLUMNS_AT_A_TIME] = {0};
            for (ptrdiff_t row = first; row < end; row++)
                for (ptrdiff_t c = 0; c < width; c++) block[c] = block[c] + x[row * columns + column + c];
            for (ptrdiff_t c = 0; c < width; c++)
                out[column + c] = first == 0 ? block[c] : out[column + c] + block[c];
        }
    }
}

FUNCTION void scale_channels(ptrdiff_t images, ptrdiff_t positions, ptrdiff_t channels, const float *factor, float *x) {
    for (ptrdiff_t image = 0; image < images; image++, factor += channels)
        for (ptrdiff_t position = 0; position < positions; position++, x += channels)
            for (ptrdiff_t c = 0; c < channels; c++) x[c] = x[c] * factor[c];
}

FUNCTION void add_scaled(ptrdiff_t count, float factor, const float *restrict x, float *restrict y) {
    ptrdiff_t i = 0;
    for (; i + LANES <= count; i += LANES) store(y + i, fma((vector)(factor), load(x + i), load(y + i)));
    ptrdiff_t rest = count - i;
    store_first(y + i, fma((vector)(factor), load_first(x + i, rest), load_first(y + i, rest)), rest);
}

FUNCTION void add_scaled_sign(ptrdiff_t count, float factor, const float *restrict x, float *restrict y) {
    for (ptrdiff_t i = 0; i < count; i++) y[i] = x[i] > 0.0f ? y[i] + factor : x[i] < 0.0f ? y[i] - factor : y[i];
}

FUNCTION void gather_bytes(ptrdiff_t count, ptrdiff_t columns, const uint8_t *source, const int32_t *rows, float *out) {
    for (ptrdiff_t i = 0; i < count; i++, out += columns) {
        const uint8_t *row = source + rows[i] * columns;
        ptrdiff_t c = 0;
        for (; c + LANES <= columns; c += LANES) {
            bytes pixels;
            memcpy(&pixels, row + c, sizeof pixels);
            store(out + c, __builtin_convertvector(pixels, vector) / 255.0f);
        }
        for (; c < columns; c++) out[c] = (float)row[c] / 255.0f;
    }
}

#define MAP(function)                                                                                                  \
    ptrdiff_t i = 0;                                                                                                   \
    for (; i + LANES <= count; i += LANES) store(out + i, function(load(x + i)));                                      \
    if (i < count) store_first(out + i, function(load_first(x + i, count - i)), count - i);

FUNCTION void exponential(ptrdiff_t count, const float *x, float *out) { MAP(v_exp) }

FUNCTION void logarithm(ptrdiff_t count, const float *x, float *out) { MAP(v_log) }
