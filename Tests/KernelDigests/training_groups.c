#include "groups.h"

/// A loss takes an output, a target, and, in every other case, memory for its gradient.
typedef double loss(ptrdiff_t count, const float *y, const float *t, float scale, float *gradient);

static void losses(struct trial *trial, loss *kernel) {
    EACH_COUNT(count)
        for (int wanted = 0; wanted < 2; wanted++) {
            const float *y = input(trial, count), *t = input_of(trial, count, CONTENTS_PROBABILITY);
            digest_result(trial, kernel(count, y, t, 0.3f, wanted ? changed(trial, count) : NULL));
            end_case(trial, "%td, gradient %d", count, wanted);
        }
}

static void squared_error(struct trial *trial) { losses(trial, trial->kernels->squared_error); }
static void binary_cross_entropy(struct trial *trial) { losses(trial, trial->kernels->binary_cross_entropy); }

static void softmax_cross_entropy(struct trial *trial) {
    for (ptrdiff_t rows = 1; rows <= 5; rows++)
        for (ptrdiff_t classes = 1; classes <= 35; classes++)
            for (int wanted = 0; wanted < 2; wanted++) {
                const float *x = input(trial, rows * classes);
                const int32_t *label = input_indices(trial, rows, (int32_t)classes);
                float *gradient = wanted ? changed(trial, rows * classes) : NULL;
                digest_result(trial, trial->kernels->softmax_cross_entropy(rows, classes, x, label, 0.3f, gradient));
                end_case(trial, "%tdx%td, gradient %d", rows, classes, wanted);
            }
}

static void sgd(struct trial *trial) {
    EACH_COUNT(count) {
        const float *g = input(trial, count);
        float *v = changed(trial, count), *w = changed(trial, count);
        for (int step = 0; step < 3; step++)
            trial->kernels->sgd(count, 0.1f, step == 1 ? 0 : 0.9f, step == 2 ? 0.01f : 0, g, v, w);
        end_case(trial, "%td", count);
    }
}

static void rmsprop(struct trial *trial) {
    EACH_COUNT(count) {
        const float *g = input(trial, count);
        float *s = changed(trial, count), *v = changed(trial, count), *w = changed(trial, count);
        for (int step = 0; step < 3; step++) trial->kernels->rmsprop(count, 0.01f, 0.9f, 0.5f, 1e-10f, g, s, v, w);
        end_case(trial, "%td", count);
    }
}

static void adam(struct trial *trial) {
    EACH_COUNT(count) {
        const float *g = input(trial, count);
        float *m = changed(trial, count), *v = changed(trial, count), *w = changed(trial, count);
        for (int step = 0; step < 3; step++)
            trial->kernels->adam(count, 0.01f, 3, 0.9f, 0.999f, 1e-8f, step == 2 ? 0.01f : 0, g, m, v, w);
        end_case(trial, "%td", count);
    }
}

static void gather_bytes(struct trial *trial) {
    for (ptrdiff_t count = 0; count <= 5; count++)
        for (ptrdiff_t columns = 1; columns <= 70; columns++) {
            const uint8_t *source = input_bytes(trial, 9 * columns);
            const int32_t *rows = input_indices(trial, count, 9);
            trial->kernels->gather_bytes(count, columns, source, rows, changed(trial, count * columns));
            end_case(trial, "%td rows of %td", count, columns);
        }
}

/// Seeds and streams with low words, high words, and both.
static struct ck_random random_of(const struct trial *trial) {
    static const struct ck_random all[] = {
        {0, 0}, {1, 2}, {0x123456789ABCDEF0u, 0xFEDCBA9876543210u}, {UINT64_MAX, UINT64_MAX},
    };
    return all[case_number(trial) % LENGTH(all)];
}

static void bernoulli(struct trial *trial) {
    EACH_COUNT(count) {
        const float *probability = input(trial, count);
        trial->kernels->bernoulli(count, random_of(trial), probability, changed(trial, count));
        end_case(trial, "%td", count);
    }
}

static void dropout_factors(struct trial *trial) {
    EACH_COUNT(count) {
        float rate = (float)(count % 4) * 0.25f;
        trial->kernels->dropout_factors(count, random_of(trial), rate, changed(trial, count));
        end_case(trial, "%td, rate %g", count, (double)rate);
    }
}

static void standard_normal(struct trial *trial) {
    EACH_COUNT(count) {
        trial->kernels->standard_normal(count, random_of(trial), changed(trial, count));
        end_case(trial, "%td", count);
    }
    trial->kernels->standard_normal(200000, random_of(trial), changed(trial, 200000));
    end_case(trial, "200000");
}

const struct group training_groups[] = {
    GROUP(squared_error, squared_error, UNIT),
    GROUP(squared_error, squared_error, SPECIAL),
    GROUP(binary_cross_entropy, binary_cross_entropy, PROBABILITY),
    GROUP(binary_cross_entropy, binary_cross_entropy, SPECIAL),
    GROUP(softmax_cross_entropy, softmax_cross_entropy, UNIT),
    GROUP(softmax_cross_entropy, softmax_cross_entropy, WIDE),
    GROUP(softmax_cross_entropy, softmax_cross_entropy, SPECIAL),
    GROUP(sgd, sgd, UNIT),
    GROUP(sgd, sgd, SPECIAL),
    GROUP(rmsprop, rmsprop, UNIT),
    GROUP(rmsprop, rmsprop, SPECIAL),
    GROUP(adam, adam, UNIT),
    GROUP(adam, adam, SPECIAL),
    GROUP(gather_bytes, gather_bytes, UNIT),
    GROUP(bernoulli, bernoulli, PROBABILITY),
    GROUP(bernoulli, bernoulli, SPECIAL),
    GROUP(dropout_factors, dropout_factors, UNIT),
    GROUP(standard_normal, standard_normal, UNIT),
    {0},
};
