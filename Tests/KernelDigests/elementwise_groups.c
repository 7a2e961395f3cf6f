#include "groups.h"

/// A case for each matrix of up to 5 rows and 40 columns, and some with more rows than one block of a column's sum has.
#define EACH_MATRIX(rows, columns)                                                                                     \
    for (size_t r_ = 0; r_ < LENGTH(row_counts); r_++)                                                                 \
        for (ptrdiff_t rows = row_counts[r_], columns = rows > 5 ? 7 : 0; columns <= (rows > 5 ? 19 : 40);             \
             columns += rows > 5 ? 6 : 1)

static const ptrdiff_t row_counts[] = {1, 2, 3, 5, 400, 401, 1003};

static void add_bias_and_activate(struct trial *trial) {
    EACH_MATRIX(rows, columns)
        for (int f = 0; f < 4; f++) {
            const float *bias = input(trial, columns);
            float *x = changed(trial, rows * columns);
            trial->kernels->add_bias_and_activate((enum ck_activation)f, rows, columns, bias, x);
            end_case(trial, "%tdx%td, activation %d", rows, columns, f);
        }
}

static void activation_gradient(struct trial *trial) {
    EACH_COUNT(count)
        for (int f = 0; f < 4; f++) {
            const float *y = input(trial, count);
            trial->kernels->activation_gradient((enum ck_activation)f, count, y, changed(trial, count));
            end_case(trial, "%td, activation %d", count, f);
        }
}

static void column_sums(struct trial *trial) {
    EACH_MATRIX(rows, columns) {
        const float *x = input(trial, rows * columns);
        trial->kernels->column_sums(rows, columns, x, changed(trial, columns));
        end_case(trial, "%tdx%td", rows, columns);
    }
}

static void column_moments(struct trial *trial) {
    EACH_MATRIX(rows, columns) {
        const float *x = input(trial, rows * columns);
        double *sum = changed_doubles(trial, columns), *squares = changed_doubles(trial, columns);
        trial->kernels->column_moments(rows, columns, x, sum, squares);
        end_case(trial, "%tdx%td", rows, columns);
    }
}

static void normalize(struct trial *trial) {
    EACH_MATRIX(rows, columns)
        for (int f = 0; f < 4; f++) {
            const float *scale = input(trial, columns), *shift = input(trial, columns);
            const float *x = input(trial, rows * columns);
            float *y = changed(trial, rows * columns);
            trial->kernels->normalize((enum ck_activation)f, rows, columns, scale, shift, x, y);
            end_case(trial, "%tdx%td, activation %d", rows, columns, f);
        }
}

static void normalize_sums(struct trial *trial) {
    EACH_MATRIX(rows, columns) {
        const float *mean = input(trial, columns), *inverse = input(trial, columns);
        const float *x = input(trial, rows * columns), *g = input(trial, rows * columns);
        double *sum = changed_doubles(trial, columns), *products = changed_doubles(trial, columns);
        trial->kernels->normalize_sums(rows, columns, mean, inverse, x, g, sum, products);
        end_case(trial, "%tdx%td", rows, columns);
    }
}

static void normalize_gradient(struct trial *trial) {
    EACH_MATRIX(rows, columns) {
        const float *a = input(trial, columns), *b = input(trial, columns), *d = input(trial, columns);
        const float *x = input(trial, rows * columns);
        trial->kernels->normalize_gradient(rows, columns, a, b, d, x, changed(trial, rows * columns));
        end_case(trial, "%tdx%td", rows, columns);
    }
}

static void scale_channels(struct trial *trial) {
    EACH_MATRIX(positions, channels) {
        if (positions > 5) continue;
        const float *factor = input(trial, 3 * channels);
        trial->kernels->scale_channels(3, positions, channels, factor, changed(trial, 3 * positions * channels));
        end_case(trial, "3x%tdx%td", positions, channels);
    }
}

static void add_scaled(struct trial *trial) {
    EACH_COUNT(count) {
        const float *x = input(trial, count);
        trial->kernels->add_scaled(count, 0.37f, x, changed(trial, count));
        end_case(trial, "%td", count);
    }
}

static void add_scaled_sign(struct trial *trial) {
    EACH_COUNT(count) {
        const float *x = input(trial, count);
        trial->kernels->add_scaled_sign(count, 0.37f, x, changed(trial, count));
        end_case(trial, "%td", count);
    }
}

static void sum_of_magnitudes(struct trial *trial) {
    EACH_COUNT(count) {
        digest_result(trial, trial->kernels->sum_of_magnitudes(count, input(trial, count)));
        end_case(trial, "%td", count);
    }
}

static void exponential(struct trial *trial) {
    EACH_COUNT(count) {
        const float *x = input(trial, count);
        trial->kernels->exponential(count, x, changed(trial, count));
        end_case(trial, "%td", count);
    }
}

static void logarithm(struct trial *trial) {
    EACH_COUNT(count) {
        const float *x = input(trial, count);
        trial->kernels->logarithm(count, x, changed(trial, count));
        end_case(trial, "%td", count);
    }
}

const struct group elementwise_groups[] = {
    GROUP(add_bias_and_activate, add_bias_and_activate, UNIT),
    GROUP(add_bias_and_activate, add_bias_and_activate, WIDE),
    GROUP(add_bias_and_activate, add_bias_and_activate, BITS),
    GROUP(add_bias_and_activate, add_bias_and_activate, SPECIAL),
    GROUP(activation_gradient, activation_gradient, UNIT),
    GROUP(activation_gradient, activation_gradient, SPECIAL),
    GROUP(column_sums, column_sums, UNIT),
    GROUP(column_sums, column_sums, SPECIAL),
    GROUP(column_moments, column_moments, UNIT),
    GROUP(column_moments, column_moments, SPECIAL),
    GROUP(normalize, normalize, UNIT),
    GROUP(normalize, normalize, SPECIAL),
    GROUP(normalize_sums, normalize_sums, UNIT),
    GROUP(normalize_sums, normalize_sums, SPECIAL),
    GROUP(normalize_gradient, normalize_gradient, UNIT),
    GROUP(normalize_gradient, normalize_gradient, SPECIAL),
    GROUP(scale_channels, scale_channels, UNIT),
    GROUP(scale_channels, scale_channels, SPECIAL),
    GROUP(add_scaled, add_scaled, UNIT),
    GROUP(add_scaled, add_scaled, SPECIAL),
    GROUP(add_scaled_sign, add_scaled_sign, UNIT),
    GROUP(add_scaled_sign, add_scaled_sign, SPECIAL),
    GROUP(sum_of_magnitudes, sum_of_magnitudes, UNIT),
    GROUP(sum_of_magnitudes, sum_of_magnitudes, SPECIAL),
    GROUP(exponential, exponential, WIDE),
    GROUP(exponential, exponential, BITS),
    GROUP(exponential, exponential, SPECIAL),
    GROUP(logarithm, logarithm, PROBABILITY),
    GROUP(logarithm, logarithm, BITS),
    GROUP(logarithm, logarithm, SPECIAL),
    {0},
};
