// One level's kernels: included once per instruction set with LEVEL_TABLE, LEVEL_ATTRIBUTES, LANES and TILE_ROWS defined.

#include <string.h>

#include "kernels.h"

// Nothing fuses but what says fma: a level without FMA hardware could not follow.
#pragma STDC FP_CONTRACT OFF

#define FUNCTION LEVEL_ATTRIBUTES static
#define INLINE LEVEL_ATTRIBUTES static inline __attribute__((always_inline))

typedef float vector __attribute__((ext_vector_type(LANES)));
typedef int32_t integers __attribute__((ext_vector_type(LANES)));

INLINE vector load(const float *from) {
    vector x;
    memcpy(&x, from, sizeof x);
    return x;
}

INLINE void store(float *to, vector x) { memcpy(to, &x, sizeof x); }

/// The first `count` lanes from memory, zero in the others.
INLINE vector load_first(const float *from, ptrdiff_t count) {
    vector x = 0;
    memcpy(&x, from, (size_t)count * sizeof(float));
    return x;
}

INLINE void store_first(float *to, vector x, ptrdiff_t count) { memcpy(to, &x, (size_t)count * sizeof(float)); }

INLINE vector fma(vector a, vector b, vector c) { return __builtin_elementwise_fma(a, b, c); }

INLINE integers bits(vector x) { return (integers)x; }

INLINE vector from_bits(integers x) { return (vector)x; }

/// Lane by lane: `then` where the mask is set.
INLINE vector choose(integers mask, vector then, vector otherwise) {
    return from_bits((bits(then) & mask) | (bits(otherwise) & ~mask));
}

#include "functions.h"
#include "elementwise.h"
#include "tile.h"
#include "transpose.h"
#include "gemm.h"
#include "convolution.h"
#include "optimizers.h"

const struct ck_kernels LEVEL_TABLE = {
    .gemm_workspace = gemm_workspace,
    .gemm = gemm,
    .convolution_workspace = convolution_workspace,
    .convolution_forward = convolution_forward,
    .convolution_transposed = convolution_transposed,
    .convolution_weight_gradient = convolution_weight_gradient,
    .add_bias_and_activate = add_bias_and_activate,
    .activation_gradient = activation_gradient,
    .column_sums = column_sums,
    .squared_error = squared_error,
    .binary_cross_entropy = binary_cross_entropy,
    .sgd = sgd,
    .rmsprop = rmsprop,
    .adam = adam,
    .gather_bytes = gather_bytes,
    .exponential = exponential,
    .logarithm = logarithm,
};
