// One level's kernels: included once per instruction set with LEVEL_TABLE, LEVEL_ATTRIBUTES, LANES and TILE_ROWS
// defined, and LOAD_FIRST and STORE_FIRST where an instruction can reach a part of a vector.

#include <string.h>

#include "kernels.h"

// Nothing fuses but what says fma: a level without FMA hardware could not follow.
#pragma STDC FP_CONTRACT OFF

// Vectors wider than the level's registers are only passed between functions that are always inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define FUNCTION LEVEL_ATTRIBUTES static
#define INLINE LEVEL_ATTRIBUTES static inline __attribute__((always_inline))

typedef float vector __attribute__((ext_vector_type(LANES)));
typedef int32_t integers __attribute__((ext_vector_type(LANES)));
typedef uint8_t bytes __attribute__((ext_vector_type(LANES)));

INLINE vector load(const float *from) {
    vector x;
    memcpy(&x, from, sizeof x);
    return x;
}

INLINE void store(float *to, vector x) { memcpy(to, &x, sizeof x); }

#ifndef LOAD_FIRST
/// The first `count` numbers, in pieces of fixed sizes: a copy of unknown length would be a call.
INLINE void copy_first(float *to, const float *from, ptrdiff_t count) {
    for (int piece = LANES; piece > 0; piece /= 2)
        if (count & piece) {
            memcpy(to, from, (size_t)piece * sizeof(float));
            to += piece;
            from += piece;
        }
}

INLINE vector load_pieces(const float *from, ptrdiff_t count) {
    float line[LANES] = {0};
    copy_first(line, from, count);
    return load(line);
}

INLINE void store_pieces(float *to, vector x, ptrdiff_t count) {
    float line[LANES];
    store(line, x);
    copy_first(to, line, count);
}

#define LOAD_FIRST(from, count) load_pieces(from, count)
#define STORE_FIRST(to, x, count) store_pieces(to, x, count)
#endif

/// The first `count` lanes from memory, zero in the others.
INLINE vector load_first(const float *from, ptrdiff_t count) { return LOAD_FIRST(from, count); }

INLINE void store_first(float *to, vector x, ptrdiff_t count) { STORE_FIRST(to, x, count); }

/// As many lanes as there are numbers left, which is all of them nearly always.
INLINE vector load_group(const float *from, ptrdiff_t count) { return count < LANES ? load_first(from, count) : load(from); }

INLINE void store_group(float *to, vector x, ptrdiff_t count) {
    if (count < LANES) store_first(to, x, count);
    else store(to, x);
}

INLINE vector fma(vector a, vector b, vector c) { return __builtin_elementwise_fma(a, b, c); }

INLINE integers bits(vector x) { return (integers)x; }

INLINE vector from_bits(integers x) { return (vector)x; }

/// Lane by lane: `then` where the mask is set.
INLINE vector choose(integers mask, vector then, vector otherwise) { return mask ? then : otherwise; }

#include "functions.h"
#include "elementwise.h"
#include "losses.h"
#include "normalization.h"
#include "pooling.h"
#include "tile.h"
#include "transpose.h"
#include "random.h"
#include "gemm.h"
#include "convolution.h"
#include "convolution_transposed.h"
#include "convolution_gradient.h"
#include "optimizers.h"

const struct ck_kernels LEVEL_TABLE = {
    .gemm_workspace = gemm_workspace,
    .gemm = gemm,
    .convolution_workspace = convolution_workspace,
    .convolution_forward = convolution_forward,
    .convolution_transposed = convolution_transposed,
    .convolution_weight_gradient = convolution_weight_gradient,
    .max_pool = max_pool,
    .scatter = scatter,
    .gather = gather,
    .upsample = upsample,
    .downsample = downsample,
    .column_moments = column_moments,
    .normalize = normalize,
    .normalize_sums = normalize_sums,
    .normalize_gradient = normalize_gradient,
    .add_bias_and_activate = add_bias_and_activate,
    .activation_gradient = activation_gradient,
    .column_sums = column_sums,
    .scale_channels = scale_channels,
    .add_scaled = add_scaled,
    .add_scaled_sign = add_scaled_sign,
    .sum_of_magnitudes = sum_of_magnitudes,
    .squared_error = squared_error,
    .binary_cross_entropy = binary_cross_entropy,
    .softmax_cross_entropy = softmax_cross_entropy,
    .sgd = sgd,
    .rmsprop = rmsprop,
    .adam = adam,
    .gather_bytes = gather_bytes,
    .bernoulli = bernoulli,
    .dropout_factors = dropout_factors,
    .standard_normal = standard_normal,
    .exponential = exponential,
    .logarithm = logarithm,
};
