// Batch normalisation: sums over columns in double, and the passes that use them.

typedef double doubles __attribute__((ext_vector_type(LANES)));

/// Rows that one visit to a group of columns takes: all groups' visits find them in the first-level cache.
#define ROWS_AT_A_TIME 32

INLINE doubles widen(vector x) { return __builtin_convertvector(x, doubles); }

INLINE doubles load_doubles_first(const double *from, ptrdiff_t count) {
    doubles x = 0;
    if (count == LANES) memcpy(&x, from, sizeof x);
    else
        for (ptrdiff_t i = 0; i < count; i++) x[i] = from[i];
    return x;
}

INLINE void store_doubles_first(double *to, doubles x, ptrdiff_t count) {
    if (count == LANES) memcpy(to, &x, sizeof x);
    else
        for (ptrdiff_t i = 0; i < count; i++) to[i] = x[i];
}

/// Sums over the rows of a value and of its product with another, both made by `terms` from (row, column group).
#define COLUMN_PAIRS(rows, columns, first_sum, second_sum, terms)                                                      \
    for (ptrdiff_t c = 0; c < columns; c++) first_sum[c] = second_sum[c] = 0;                                          \
    for (ptrdiff_t top = 0; top < rows; top += ROWS_AT_A_TIME) {                                                       \
        ptrdiff_t bottom = top + ROWS_AT_A_TIME < rows ? top + ROWS_AT_A_TIME : rows;                                  \
        for (ptrdiff_t c = 0; c < columns; c += LANES) {                                                               \
            ptrdiff_t width = columns - c < LANES ? columns - c : LANES;                                               \
            doubles first = load_doubles_first(first_sum + c, width);                                                  \
            doubles second = load_doubles_first(second_sum + c, width);                                                \
            for (ptrdiff_t row = top; row < bottom; row++) { terms }                                                   \
            store_doubles_first(first_sum + c, first, width);                                                          \
            store_doubles_first(second_sum + c, second, width);                                                        \
        }                                                                                                              \
    }

FUNCTION void column_moments(ptrdiff_t rows, ptrdiff_t columns, const float *x, double *sum, double *squares) {
    COLUMN_PAIRS(rows, columns, sum, squares, {
        doubles value = widen(load_group(x + row * columns + c, width));
        first = first + value;
        second = second + value * value;
    })
}

FUNCTION void normalize_sums(ptrdiff_t rows, ptrdiff_t columns, const float *mean, const float *inverse, const float *x,
                             const float *g, double *sum, double *products) {
    COLUMN_PAIRS(rows, columns, sum, products, {
        vector normal = (load_group(x + row * columns + c, width) - load_group(mean + c, width)) * load_group(inverse + c, width);
        doubles slope = widen(load_group(g + row * columns + c, width));
        first = first + slope;
        second = second + slope * widen(normal);
    })
}

INLINE void normalize_lines(enum ck_activation f, ptrdiff_t rows, ptrdiff_t columns, const float *scale, const float *shift,
                            const float *x, float *y) {
    for (ptrdiff_t row = 0; row < rows; row++, x += columns, y += columns)
        for (ptrdiff_t c = 0; c < columns; c += LANES) {
            ptrdiff_t width = columns - c < LANES ? columns - c : LANES;
            vector normal = fma(load_group(x + c, width), load_group(scale + c, width), load_group(shift + c, width));
            store_group(y + c, activate(f, normal), width);
        }
}

FUNCTION void normalize(enum ck_activation f, ptrdiff_t rows, ptrdiff_t columns, const float *scale, const float *shift,
                        const float *x, float *y) {
    switch (f) {
    case CK_ACTIVATION_IDENTITY: normalize_lines(CK_ACTIVATION_IDENTITY, rows, columns, scale, shift, x, y); break;
    case CK_ACTIVATION_SIGMOID: normalize_lines(CK_ACTIVATION_SIGMOID, rows, columns, scale, shift, x, y); break;
    case CK_ACTIVATION_TANH: normalize_lines(CK_ACTIVATION_TANH, rows, columns, scale, shift, x, y); break;
    case CK_ACTIVATION_RELU: normalize_lines(CK_ACTIVATION_RELU, rows, columns, scale, shift, x, y); break;
    }
}

FUNCTION void normalize_gradient(ptrdiff_t rows, ptrdiff_t columns, const float *a, const float *b, const float *d,
                                 const float *x, float *g) {
    for (ptrdiff_t row = 0; row < rows; row++, x += columns, g += columns)
        for (ptrdiff_t c = 0; c < columns; c += LANES) {
            ptrdiff_t width = columns - c < LANES ? columns - c : LANES;
            vector slope = fma(load_group(g + c, width), load_group(a + c, width), load_group(d + c, width));
            store_group(g + c, fma(load_group(x + c, width), load_group(b + c, width), slope), width);
        }
}
