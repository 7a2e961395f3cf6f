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

/// The shape of a convolution. Images lie as [images][height][width][channels], weights as
/// [kernel_height][kernel_width][channels][filters], outputs as [images][output height][output width][filters].
/// Outside the images are zeros, `padding` on each side, that take part in the arithmetic like pixels.
struct ck_convolution {
    ptrdiff_t images, height, width, channels, filters, kernel_height, kernel_width, stride, padding;
};

/// The outputs along one side of an image.
static inline ptrdiff_t ck_convolution_outputs(ptrdiff_t length, ptrdiff_t kernel, ptrdiff_t stride, ptrdiff_t padding) {
    return (length + 2 * padding - kernel) / stride + 1;
}

/// How many rows of outputs one fused chain of a weight gradient covers: as many whole rows as hold at most
/// `CK_GEMM_LONGEST_BLOCK` outputs, and at least one.
static inline ptrdiff_t ck_convolution_block_rows(ptrdiff_t output_width) {
    return output_width < CK_GEMM_LONGEST_BLOCK ? CK_GEMM_LONGEST_BLOCK / output_width : 1;
}

/// Windows of a pooling: squares of `window` pixels, `stride` apart, those that lie wholly inside the image.
struct ck_pooling {
    ptrdiff_t images, height, width, channels, window, stride;
};

/// Where random words come from: word w of block b is Philox4x32-10 of (seed, stream, b), word w; 4 words a block.
struct ck_random {
    uint64_t seed, stream;
};

/// One level's kernels.
struct ck_kernels {
    /// Floats of scratch that `gemm` needs for a product of this size.
    ptrdiff_t (*gemm_workspace)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k);

    /// C[m×n] = op(A)[m×k] · op(B)[k×n], added to C where `accumulate`. `transpose_a` reads A as k×m, `transpose_b` B as n×k.
    /// Where `bias` is not null, C = f(that + bias), bias by column.
    void (*gemm)(bool transpose_a, bool transpose_b, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t lda,
                 const float *b, ptrdiff_t ldb, bool accumulate, const float *bias, enum ck_activation f, float *c,
                 ptrdiff_t ldc, float *workspace);

    /// Floats of scratch that the three convolution kernels need for this shape.
    ptrdiff_t (*convolution_workspace)(const struct ck_convolution *shape);

    /// y = f(conv(x, w) + bias), neither bias nor f where `bias` is null. An output is the product of its patch, in the order
    /// (kernel row, kernel column, channel), and a column of the weights: blocks and chains as in `gemm`.
    void (*convolution_forward)(const struct ck_convolution *shape, const float *x, const float *w, const float *bias,
                                enum ck_activation f, float *y, float *workspace);

    /// The transpose of the forward convolution: x = f(convᵀ(y, w) + bias). It is the gradient by the input (y the gradient by
    /// the output) and the forward pass of a transposed convolution.
    /// The pixel (r, s) gets one product over those taps whose output lies on the grid of strides, outputs in rising (row,
    /// column, filter), outputs outside the image as zeros; the product's length is what those taps make it.
    void (*convolution_transposed)(const struct ck_convolution *shape, const float *y, const float *w, const float *bias,
                                   enum ck_activation f, float *x, float *workspace);

    /// dw = the sum over all outputs of patch · gradient, added to dw where `accumulate`. Blocks of
    /// `ck_convolution_block_rows` rows of outputs, counted through all images; each one fma chain from +0 in rising
    /// (image, row, column); blocks added.
    void (*convolution_weight_gradient)(const struct ck_convolution *shape, const float *x, const float *dy, bool accumulate,
                                        float *dw, float *workspace);

    /// y = the largest of each window, the first of equals in rising (row, column), a NaN before any number. `index` gets the
    /// place it was found at, counted in its image: (row · width + column) · channels + channel.
    void (*max_pool)(const struct ck_pooling *shape, const float *x, float *y, int32_t *index);

    /// out = 0, then out[image][index[i]] += x[i] in rising i: the gradient of max pooling, and un-pooling.
    void (*scatter)(ptrdiff_t images, ptrdiff_t count, ptrdiff_t out_count, const float *x, const int32_t *index,
                    float *out);

    /// out[i] = x[image][index[i]]: the gradient of un-pooling.
    void (*gather)(ptrdiff_t images, ptrdiff_t count, ptrdiff_t x_count, const float *x, const int32_t *index, float *out);

    /// Each pixel copied to a square of `factor` × `factor`.
    void (*upsample)(ptrdiff_t images, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t factor, const float *x,
                     float *out);

    /// The transpose of `upsample`: each square's sum, from +0 in rising (row, column). Sizes are those of the small image.
    void (*downsample)(ptrdiff_t images, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t factor,
                       const float *x, float *out);

    /// sum[c] = Σ x[r, c] and squares[c] = Σ x[r, c]², in double, in rising r.
    void (*column_moments)(ptrdiff_t rows, ptrdiff_t columns, const float *x, double *sum, double *squares);

    /// y[r, c] = f(fma(x[r, c], scale[c], shift[c])).
    void (*normalize)(enum ck_activation f, ptrdiff_t rows, ptrdiff_t columns, const float *scale, const float *shift,
                      const float *x, float *y);

    /// sum[c] = Σ g[r, c] and products[c] = Σ g[r, c] · ((x[r, c] − mean[c]) · inverse[c]), the bracket in single precision, the
    /// rest in double, in rising r.
    void (*normalize_sums)(ptrdiff_t rows, ptrdiff_t columns, const float *mean, const float *inverse, const float *x,
                           const float *g, double *sum, double *products);

    /// In place: g[r, c] = fma(x[r, c], b[c], fma(g[r, c], a[c], d[c])).
    void (*normalize_gradient)(ptrdiff_t rows, ptrdiff_t columns, const float *a, const float *b, const float *d,
                               const float *x, float *g);

    /// In place: x[r, c] = f(x[r, c] + bias[c]).
    void (*add_bias_and_activate)(enum ck_activation f, ptrdiff_t rows, ptrdiff_t columns, const float *bias, float *x);

    /// In place: g[i] = g[i] · f′, with f′ told by the activation's output y[i].
    void (*activation_gradient)(enum ck_activation f, ptrdiff_t count, const float *y, float *g);

    /// out[c] = the sum over rows of x[r, c]: blocks of `CK_GEMM_LONGEST_BLOCK` rows, each from +0 in rising r, added in turn.
    void (*column_sums)(ptrdiff_t rows, ptrdiff_t columns, const float *x, float *out);

    /// In place: x[i, p, c] = x[i, p, c] · factor[i, c], over all positions p.
    void (*scale_channels)(ptrdiff_t images, ptrdiff_t positions, ptrdiff_t channels, const float *factor, float *x);

    /// y[i] = fma(factor, x[i], y[i]).
    void (*add_scaled)(ptrdiff_t count, float factor, const float *x, float *y);

    /// y[i] = y[i] + factor where x[i] > 0, y[i] − factor where x[i] < 0: the gradient of factor · Σ|x|.
    void (*add_scaled_sign)(ptrdiff_t count, float factor, const float *x, float *y);

    /// Σ |x|, in double, over 16 interleaved lanes joined pairwise.
    double (*sum_of_magnitudes)(ptrdiff_t count, const float *x);

    /// The sum of (y − t)², in double, over 16 interleaved lanes joined pairwise. Where `gradient` is not null,
    /// gradient[i] = (y[i] − t[i]) · scale.
    double (*squared_error)(ptrdiff_t count, const float *y, const float *t, float scale, float *gradient);

    /// The sum of −t·log(y) − (1 − t)·log(1 − y), y clamped to [1e-7, 1 − 1e-7], summed as in `squared_error`. Where
    /// `gradient` is not null, gradient[i] = (y − t) / (y·(1 − y)) · scale with the clamped y.
    double (*binary_cross_entropy)(ptrdiff_t count, const float *y, const float *t, float scale, float *gradient);

    /// The sum over rows of log Σ e^(x − max) − (x[label] − max), in double in rising r; max, and the sum of exponentials
    /// in rising c, in single precision. Where `gradient` is not null it gets (softmax − [c = label]) · scale.
    double (*softmax_cross_entropy)(ptrdiff_t rows, ptrdiff_t classes, const float *x, const int32_t *label, float scale,
                                    float *gradient);

    /// v = momentum·v + g; w = w − rate·v. Without momentum w = w − rate·g, and v is left alone: five passes over memory are three.
    /// With a decay, here and in `adam`, g is the fused decay·w + g.
    void (*sgd)(ptrdiff_t count, float rate, float momentum, float decay, const float *g, float *v, float *w);

    /// TensorFlow 1's RMSProp: s = s + (g² − s)·(1 − decay); v = momentum·v + rate·g / √(s + ε); w = w − v.
    void (*rmsprop)(ptrdiff_t count, float rate, float decay, float momentum, float epsilon, const float *g, float *s,
                    float *v, float *w);

    /// m = m + (g − m)·(1 − β₁); v = v + (g² − v)·(1 − β₂); w = w − rate·m / (√v·root_correction + ε).
    /// `rate` carries 1/(1 − β₁ᵗ) and `root_correction` is 1/√(1 − β₂ᵗ).
    void (*adam)(ptrdiff_t count, float rate, float root_correction, float beta1, float beta2, float epsilon,
                 float decay, const float *g, float *m, float *v, float *w);

    /// out[i, c] = source[rows[i], c] / 255.
    void (*gather_bytes)(ptrdiff_t count, ptrdiff_t columns, const uint8_t *source, const int32_t *rows, float *out);

    /// out[i] = 1 where u < probability[i], else 0, with u = (word i >> 8) · 2⁻²⁴.
    void (*bernoulli)(ptrdiff_t count, struct ck_random random, const float *probability, float *out);

    /// out[i] = 0 where u < rate, else 1 / (1 − rate); u as for `bernoulli`.
    void (*dropout_factors)(ptrdiff_t count, struct ck_random random, float rate, float *out);

    /// out[i] = standard normal, by the inverse error function of ((word i >> 9) + ½) · 2⁻²³ in single precision.
    void (*standard_normal)(ptrdiff_t count, struct ck_random random, float *out);

    /// out[i] = exp(x[i]), relative error at most 1.2e-7 where the result is normal; and log(x[i]), the same bound, absolute where
    /// |log x| < 1. For tests: everything else uses them inside.
    void (*exponential)(ptrdiff_t count, const float *x, float *out);
    void (*logarithm)(ptrdiff_t count, const float *x, float *out);
};

/// The kernels of a level, or null where this build or this CPU does not have it.
const struct ck_kernels *ck_kernels_at(enum ck_level level);

/// The fastest level of this CPU.
enum ck_level ck_fastest_level(void);

#endif
