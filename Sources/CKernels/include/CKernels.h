#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The arithmetic of every network, in single precision, for one thread.
///
/// The contract: *the same bits on every CPU*. Each output element is one chain of IEEE 754 operations in an order that
/// depends on the problem's size alone, never on the vector width, the alignment or the instruction set. Multiplications and
/// additions fuse where this code says so (`fma`) and nowhere else. A level is only faster or slower.
///
/// All matrices are row-major; `ld…` is the distance between rows in elements. Sizes are checked by the caller.

/// The instruction sets that the kernels are compiled for.
enum ck_level {
    /// Any CPU: SSE2 with a software fma on x86-64 without FMA hardware, NEON (which has fma) on arm64.
    CK_LEVEL_PORTABLE = 0,
    /// x86-64-v3: AVX2 and FMA.
    CK_LEVEL_X86_64_V3 = 1,
    /// x86-64-v4: AVX-512 F, BW, CD, DQ, VL.
    CK_LEVEL_X86_64_V4 = 2,
};

enum ck_activation {
    CK_ACTIVATION_IDENTITY = 0,
    CK_ACTIVATION_SIGMOID = 1,
    CK_ACTIVATION_TANH = 2,
    CK_ACTIVATION_RELU = 3,
};

/// The largest block of K that one fused chain of a matrix product covers; see `ck_gemm_block_length`.
#define CK_GEMM_LONGEST_BLOCK 400

/// K is cut into the fewest equal blocks of at most `CK_GEMM_LONGEST_BLOCK`; this is the length of each but the last.
///
/// An output element is `((b₀ + b₁) + b₂) + …`, each `bᵢ` one fma chain from +0 through its block in rising K.
/// The length depends on K alone: it is part of the contract, and changing it changes every trained model.
static inline ptrdiff_t ck_gemm_block_length(ptrdiff_t k) {
    ptrdiff_t blocks = (k + CK_GEMM_LONGEST_BLOCK - 1) / CK_GEMM_LONGEST_BLOCK;
    return blocks > 0 ? (k + blocks - 1) / blocks : 1;
}

/// One level's kernels.
struct ck_kernels {
    /// Floats of scratch that `gemm` needs for a product of this size.
    ptrdiff_t (*gemm_workspace)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k);

    /// C[m×n] = op(A)[m×k] · op(B)[k×n], added to C where `accumulate`. `transpose_a` reads A as k×m, `transpose_b` B as n×k.
    void (*gemm)(bool transpose_a, bool transpose_b, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t lda,
                 const float *b, ptrdiff_t ldb, bool accumulate, float *c, ptrdiff_t ldc, float *workspace);

    /// In place: x[r, c] = f(x[r, c] + bias[c]).
    void (*add_bias_and_activate)(enum ck_activation f, ptrdiff_t rows, ptrdiff_t columns, const float *bias, float *x);

    /// In place: g[i] = g[i] · f′, with f′ told by the activation's output y[i].
    void (*activation_gradient)(enum ck_activation f, ptrdiff_t count, const float *y, float *g);

    /// out[c] = the sum over rows of x[r, c], added in rising r.
    void (*column_sums)(ptrdiff_t rows, ptrdiff_t columns, const float *x, float *out);

    /// The sum of (y − t)², in double, over 16 interleaved lanes joined pairwise. Where `gradient` is not null,
    /// gradient[i] = (y[i] − t[i]) · scale.
    double (*squared_error)(ptrdiff_t count, const float *y, const float *t, float scale, float *gradient);

    /// The sum of −t·log(y) − (1 − t)·log(1 − y), y clamped to [1e-7, 1 − 1e-7], summed as in `squared_error`. Where
    /// `gradient` is not null, gradient[i] = (y − t) / (y·(1 − y)) · scale with the clamped y.
    double (*binary_cross_entropy)(ptrdiff_t count, const float *y, const float *t, float scale, float *gradient);

    /// v = momentum·v + g; w = w − rate·v.
    void (*sgd)(ptrdiff_t count, float rate, float momentum, const float *g, float *v, float *w);

    /// TensorFlow 1's RMSProp: s = s + (g² − s)·(1 − decay); v = momentum·v + rate·g / √(s + ε); w = w − v.
    void (*rmsprop)(ptrdiff_t count, float rate, float decay, float momentum, float epsilon, const float *g, float *s,
                    float *v, float *w);

    /// m = m + (g − m)·(1 − β₁); v = v + (g² − v)·(1 − β₂); w = w − rate·m / (√v·root_correction + ε).
    /// `rate` carries 1/(1 − β₁ᵗ) and `root_correction` is 1/√(1 − β₂ᵗ).
    void (*adam)(ptrdiff_t count, float rate, float root_correction, float beta1, float beta2, float epsilon, const float *g,
                 float *m, float *v, float *w);

    /// out[i, c] = source[rows[i], c] / 255.
    void (*gather_bytes)(ptrdiff_t count, ptrdiff_t columns, const uint8_t *source, const int32_t *rows, float *out);

    /// out[i] = exp(x[i]); relative error at most 1.2e-7 where the result is normal. Also log, for tests and losses.
    void (*exponential)(ptrdiff_t count, const float *x, float *out);
    void (*logarithm)(ptrdiff_t count, const float *x, float *out);
};

/// The kernels of a level, or null where this build or this CPU does not have it.
const struct ck_kernels *ck_kernels_at(enum ck_level level);

/// The fastest level of this CPU.
enum ck_level ck_fastest_level(void);

#endif
