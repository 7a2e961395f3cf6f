#include "groups.h"

static void product(struct trial *trial, bool transpose_a, bool transpose_b, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
    size_t number = case_number(trial);
    bool accumulate = number % 2, biased = number % 3 == 0;
    enum ck_activation f = (enum ck_activation)(number / 3 % 4);
    ptrdiff_t lda = (transpose_a ? m : k) + (ptrdiff_t)(number % 5 == 1 ? 3 : 0);
    ptrdiff_t ldb = (transpose_b ? k : n) + (ptrdiff_t)(number % 5 == 2 ? 1 : 0);
    ptrdiff_t ldc = n + (ptrdiff_t)(number % 5 == 3 ? 5 : 0);
    const float *a = input_matrix(trial, transpose_a ? k : m, transpose_a ? m : k, lda);
    const float *b = input_matrix(trial, transpose_b ? n : k, transpose_b ? k : n, ldb);
    const float *bias = biased ? input(trial, n) : NULL;
    float *c = changed_matrix(trial, m, n, ldc);
    float *scratch = workspace(trial, trial->kernels->gemm_workspace(m, n, k));
    trial->kernels->gemm(transpose_a, transpose_b, m, n, k, a, lda, b, ldb, accumulate, bias, f, c, ldc, scratch);
    end_case(trial, "%tdx%tdx%td, transposed %d %d, accumulate %d, bias %d, activation %d, ld %td %td %td", m, n, k,
             transpose_a, transpose_b, accumulate, biased, f, lda, ldb, ldc);
}

static void products(struct trial *trial, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
    for (int orientation = 0; orientation < 4; orientation++)
        product(trial, orientation & 1, orientation & 2, m, n, k);
}

/// All heights to beyond a tile of every level, widths around every vector and panel, short inner lengths and none.
static void small_products(struct trial *trial) {
    static const ptrdiff_t widths[] = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65};
    static const ptrdiff_t inner_lengths[] = {0, 1, 2, 3, 5, 16, 17};
    for (ptrdiff_t m = 1; m <= 17; m++)
        for (size_t n = 0; n < LENGTH(widths); n++)
            for (size_t k = 0; k < LENGTH(inner_lengths); k++) products(trial, m, widths[n], inner_lengths[k]);
}

/// Inner lengths of one block and of several, layers of the trainings with a few rows, and panels of B that lie or that cannot.
static void large_products(struct trial *trial) {
    static const ptrdiff_t sizes[][3] = {
        {13, 33, 400}, {13, 33, 401}, {29, 67, 801},  {2, 50, 1201}, {28, 22, 784},
        {20, 64, 256}, {14, 256, 128}, {15, 64, 1000}, {43, 5, 97},   {100, 3, 50},
        {13, 65, 19},  {13, 65, 21},   {13, 65, 37},   {145, 520, 40}, {289, 66, 40}, {30, 512, 41}, {270, 70, 400},
    };
    for (size_t i = 0; i < LENGTH(sizes); i++) products(trial, sizes[i][0], sizes[i][1], sizes[i][2]);
}

/// Sizes that take the paths of large products, in the two orientations that have paths of their own. At sixteen lanes a
/// transposed A is packed from 257 columns of C on; in blocks of about 400 a pass has at most 252 rows. The last three have C made
/// in parts at every level, from one block, three and two.
static void products_in_passes(struct trial *trial) {
    static const ptrdiff_t sizes[][3] = {
        {270, 70, 400}, {137, 300, 801}, {40, 290, 401}, {540, 36, 400}, {540, 258, 400}, {740, 300, 801}, {880, 258, 450},
    };
    for (size_t i = 0; i < LENGTH(sizes); i++)
        for (int transpose_a = 0; transpose_a < 2; transpose_a++)
            product(trial, transpose_a, !transpose_a, sizes[i][0], sizes[i][1], sizes[i][2]);
}

/// Thirty sizes drawn at random; orientations take turns.
static void drawn_products(struct trial *trial) {
    for (int i = 0; i < 30; i++) {
        ptrdiff_t m = 1 + random_below(trial, 150), n = 1 + random_below(trial, 320), k = 1 + random_below(trial, 900);
        product(trial, i & 1, i & 2, m, n, k);
    }
}

const struct group matrix_groups[] = {
    GROUP(gemm, small_products, UNIT),
    GROUP(gemm, small_products, SPECIAL),
    GROUP(gemm, large_products, UNIT),
    GROUP(gemm, products_in_passes, UNIT),
    GROUP(gemm, drawn_products, UNIT),
    {0},
};
