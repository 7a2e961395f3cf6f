// Matrix product. B is packed into panels of 2·LANES columns, one panel at a time stays in the first-level cache, and tiles
// of TILE_ROWS × 2·LANES of C are held in registers while K runs through its block. A is read where it lies when its rows run
// along K; transposed A is packed too, since its columns stand a power of two apart in the usual layers and would fall on
// few cache sets.

#define PANEL (2 * LANES)
#define UNROLL _Pragma("clang loop unroll(full)")

FUNCTION ptrdiff_t gemm_workspace(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
    ptrdiff_t block = ck_gemm_block_length(k);
    ptrdiff_t panels = (n + PANEL - 1) / PANEL, tiles = (m + TILE_ROWS - 1) / TILE_ROWS;
    return block * (panels * PANEL + tiles * TILE_ROWS) + LANES;
}

/// Panels of B, each [k][PANEL], the last filled up with zeros.
FUNCTION void pack_b(bool transposed, ptrdiff_t k, ptrdiff_t n, const float *restrict b, ptrdiff_t ldb,
                     float *restrict to) {
    for (ptrdiff_t column = 0; column < n; column += PANEL) {
        ptrdiff_t width = n - column < PANEL ? n - column : PANEL;
        if (!transposed && width == PANEL) {
            for (ptrdiff_t p = 0; p < k; p++) {
                const float *row = b + p * ldb + column;
                store(to + p * PANEL, load(row));
                store(to + p * PANEL + LANES, load(row + LANES));
            }
        } else if (!transposed) {
            for (ptrdiff_t p = 0; p < k; p++)
                for (ptrdiff_t j = 0; j < PANEL; j++) to[p * PANEL + j] = j < width ? b[p * ldb + column + j] : 0;
        } else {
            // Short runs along K keep the columns' cache lines in reach while the panel's rows are written.
            for (ptrdiff_t first = 0; first < k; first += 16) {
                ptrdiff_t last = first + 16 < k ? first + 16 : k;
                for (ptrdiff_t j = 0; j < PANEL; j++)
                    for (ptrdiff_t p = first; p < last; p++)
                        to[p * PANEL + j] = j < width ? b[(column + j) * ldb + p] : 0;
            }
        }
        to += k * PANEL;
    }
}

/// Groups of TILE_ROWS rows of op(A) from an A that is stored k×m, each [k][TILE_ROWS], the last filled up with zeros.
FUNCTION void pack_transposed_a(ptrdiff_t k, ptrdiff_t m, const float *restrict a, ptrdiff_t lda, float *restrict to) {
    for (ptrdiff_t row = 0; row < m; row += TILE_ROWS) {
        ptrdiff_t height = m - row < TILE_ROWS ? m - row : TILE_ROWS;
        if (height == TILE_ROWS) {
            for (ptrdiff_t p = 0; p < k; p++) memcpy(to + p * TILE_ROWS, a + p * lda + row, TILE_ROWS * sizeof(float));
        } else {
            for (ptrdiff_t p = 0; p < k; p++)
                for (ptrdiff_t i = 0; i < TILE_ROWS; i++) to[p * TILE_ROWS + i] = i < height ? a[p * lda + row + i] : 0;
        }
        to += k * TILE_ROWS;
    }
}

/// A tile of C: `rows` × PANEL. A's element (i, p) is a[i * row_step + p * k_step].
INLINE void tile(int rows, ptrdiff_t k, const float *restrict a, ptrdiff_t row_step, ptrdiff_t k_step,
                 const float *restrict panel, ptrdiff_t width, bool accumulate, float *restrict c, ptrdiff_t ldc) {
    vector sum[TILE_ROWS][2];
    UNROLL for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = 0;
    for (ptrdiff_t p = 0; p < k; p++) {
        vector left = load(panel + p * PANEL), right = load(panel + p * PANEL + LANES);
        UNROLL for (int i = 0; i < rows; i++) {
            vector factor = (vector)(a[i * row_step + p * k_step]);
            sum[i][0] = fma(factor, left, sum[i][0]);
            sum[i][1] = fma(factor, right, sum[i][1]);
        }
    }
    if (width == PANEL) {
        UNROLL for (int i = 0; i < rows; i++) {
            float *row = c + i * ldc;
            store(row, accumulate ? load(row) + sum[i][0] : sum[i][0]);
            store(row + LANES, accumulate ? load(row + LANES) + sum[i][1] : sum[i][1]);
        }
    } else {
        UNROLL for (int i = 0; i < rows; i++) {
            float *row = c + i * ldc, line[PANEL];
            store(line, sum[i][0]);
            store(line + LANES, sum[i][1]);
            for (ptrdiff_t j = 0; j < width; j++) row[j] = accumulate ? row[j] + line[j] : line[j];
        }
    }
}

/// The lowest rows of C, fewer than TILE_ROWS: each height is a tile of its own, so that its loops unroll.
FUNCTION void lowest_tile(ptrdiff_t rows, ptrdiff_t k, const float *a, ptrdiff_t row_step, ptrdiff_t k_step,
                          const float *panel, ptrdiff_t width, bool accumulate, float *c, ptrdiff_t ldc) {
#define HEIGHT(count)                                                                                                  \
    case count:                                                                                                        \
        if (count < TILE_ROWS) tile(count, k, a, row_step, k_step, panel, width, accumulate, c, ldc);                  \
        break;
    switch (rows) {
        HEIGHT(1)
        HEIGHT(2)
        HEIGHT(3)
#if TILE_ROWS > 4
        HEIGHT(4)
        HEIGHT(5)
#endif
#if TILE_ROWS > 6
        HEIGHT(6)
        HEIGHT(7)
#endif
#if TILE_ROWS > 8
        HEIGHT(8)
        HEIGHT(9)
        HEIGHT(10)
        HEIGHT(11)
        HEIGHT(12)
        HEIGHT(13)
#endif
    }
#undef HEIGHT
}

/// One panel of B against all rows of A. The two kinds of A are two functions, so that each has constant steps.
FUNCTION void panel_along_rows(ptrdiff_t m, ptrdiff_t k, const float *a, ptrdiff_t lda, const float *panel,
                               ptrdiff_t width, bool accumulate, float *c, ptrdiff_t ldc) {
    ptrdiff_t row = 0;
    for (; row + TILE_ROWS <= m; row += TILE_ROWS)
        tile(TILE_ROWS, k, a + row * lda, lda, 1, panel, width, accumulate, c + row * ldc, ldc);
    lowest_tile(m - row, k, a + row * lda, lda, 1, panel, width, accumulate, c + row * ldc, ldc);
}

FUNCTION void panel_along_packed(ptrdiff_t m, ptrdiff_t k, const float *packed, const float *panel, ptrdiff_t width,
                                 bool accumulate, float *c, ptrdiff_t ldc) {
    ptrdiff_t row = 0;
    for (; row + TILE_ROWS <= m; row += TILE_ROWS)
        tile(TILE_ROWS, k, packed + row * k, 1, TILE_ROWS, panel, width, accumulate, c + row * ldc, ldc);
    lowest_tile(m - row, k, packed + row * k, 1, TILE_ROWS, panel, width, accumulate, c + row * ldc, ldc);
}

FUNCTION void gemm(bool transpose_a, bool transpose_b, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a,
                   ptrdiff_t lda, const float *b, ptrdiff_t ldb, bool accumulate, const float *bias,
                   enum ck_activation f, float *c, ptrdiff_t ldc, float *workspace) {
    if (k == 0 && !accumulate)
        for (ptrdiff_t row = 0; row < m; row++) memset(c + row * ldc, 0, (size_t)n * sizeof(float));
    ptrdiff_t block = ck_gemm_block_length(k);
    for (ptrdiff_t first = 0; first < k; first += block) {
        ptrdiff_t length = k - first < block ? k - first : block;
        bool adds = accumulate || first > 0;
        float *packed_b = workspace, *packed_a = workspace + (n + PANEL - 1) / PANEL * PANEL * length;
        pack_b(transpose_b, length, n, transpose_b ? b + first : b + first * ldb, ldb, packed_b);
        if (transpose_a) pack_transposed_a(length, m, a + first * lda, lda, packed_a);
        for (ptrdiff_t column = 0; column < n; column += PANEL) {
            ptrdiff_t width = n - column < PANEL ? n - column : PANEL;
            const float *panel = packed_b + column * length;
            if (transpose_a) panel_along_packed(m, length, packed_a, panel, width, adds, c + column, ldc);
            else panel_along_rows(m, length, a + first, lda, panel, width, adds, c + column, ldc);
        }
    }
}
