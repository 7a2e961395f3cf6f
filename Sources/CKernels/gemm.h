// Matrix product. K runs in blocks; of each block B is packed into panels, one of which stays in the nearest caches while
// tiles of C are made from it. A is read where it lies, along its rows or down its columns; only where it meets many panels and
// is transposed is it packed into the tiles' order, since its lines are far apart and would fight for cache sets.
// Large products, whose C would leave the caches between two blocks of K, are made part by part: see `gemm_large`.

/// Rows of A that one pass over some panels of B covers: what fills less than half of a second-level cache. CPUs with vectors of 16
/// lanes have one of a mebibyte or more, others may have half of that.
INLINE ptrdiff_t gemm_pass_rows(ptrdiff_t block) {
    return ((LANES == 16 ? 98304 : 49152) / block + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;
}

/// Columns of B that are packed at a time. Few, so that they are still in the cache when they are used; enough that a line of
/// B, which lies in another page of memory than the next, is worth its fetching.
INLINE ptrdiff_t gemm_chunk(ptrdiff_t n) { return n < 4 * PANEL ? n : 4 * PANEL; }

/// Columns of a panel that begins at `column`: two vectors, or one where no more are left.
INLINE ptrdiff_t panel_columns(ptrdiff_t n, ptrdiff_t column) { return n - column > LANES ? PANEL : LANES; }

/// Columns of all panels together.
INLINE ptrdiff_t packed_columns(ptrdiff_t n) { return (n + LANES - 1) / LANES * LANES; }

/// Whether C leaves the caches between two blocks of K, and there is enough of B to pay for packing all of it.
INLINE bool gemm_is_large(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
    return n > 8 * PANEL && m * ck_gemm_block_length(k) > 196608;
}

/// A large product's parts of C: as many rows as a tall pass over a chunk's panels can have with its part of C beside it.
enum { PART_ROWS = LANES == 16 ? 384 : 192, PART_COLUMNS = 4 * PANEL, PART_STEP = PART_COLUMNS + LANES };

FUNCTION ptrdiff_t gemm_workspace(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
    if (gemm_is_large(m, n, k)) return PART_ROWS * PART_STEP + (PART_ROWS + packed_columns(n)) * k;
    ptrdiff_t block = ck_gemm_block_length(k), tiles = (m + TILE_ROWS - 1) / TILE_ROWS;
    return block * (packed_columns(gemm_chunk(n)) + tiles * TILE_ROWS);
}

/// A panel of B as [k][columns], filled up with zeros. B's element (p, j) is b[p * ldb + j], or b[j * ldb + p] if transposed.
INLINE void pack_panel(bool transposed, ptrdiff_t k, ptrdiff_t width, ptrdiff_t columns, const float *restrict b,
                       ptrdiff_t ldb, float *restrict to) {
    if (!transposed) {
        for (ptrdiff_t p = 0; p < k; p++, b += ldb, to += columns)
            for (ptrdiff_t j = 0; j < columns; j += LANES)
                store(to + j, j + LANES <= width ? load(b + j) : load_first(b + j, j < width ? width - j : 0));
        return;
    }
    for (ptrdiff_t j = 0; j < columns; j += LANES) {
        ptrdiff_t p = 0;
        if (j + LANES <= width)
            for (; p + LANES <= k; p += LANES) transpose_square(b + j * ldb + p, ldb, to + p * columns + j, columns);
        for (; p < k; p++)
            for (ptrdiff_t i = 0; i < LANES; i++) to[p * columns + j + i] = j + i < width ? b[(j + i) * ldb + p] : 0;
    }
}

/// Panels of B, one after the other; of a B that is not transposed only the last one, if it has less than a whole one's width.
FUNCTION void pack_panels(bool transposed, ptrdiff_t k, ptrdiff_t n, const float *b, ptrdiff_t ldb, float *to) {
    for (ptrdiff_t column = transposed ? 0 : n / PANEL * PANEL; column < n; column += PANEL) {
        ptrdiff_t columns = panel_columns(n, column), width = n - column < columns ? n - column : columns;
        const float *from = transposed ? b + column * ldb : b + column;
        if (columns == PANEL) pack_panel(transposed, k, width, PANEL, from, ldb, to + k * column);
        else pack_panel(transposed, k, width, LANES, from, ldb, to + k * column);
    }
}

/// A, stored k×m, as the tiles that `gemm_panel` cuts, each [k][TILE_ROWS]; what stands in a lower tile's last columns is not read.
FUNCTION void pack_columns(ptrdiff_t k, ptrdiff_t m, const float *restrict a, ptrdiff_t lda, float *restrict to) {
    enum { whole = (TILE_ROWS + LANES - 1) / LANES * LANES };
    for (ptrdiff_t tiles = (m + TILE_ROWS - 1) / TILE_ROWS; tiles > 0; tiles--) {
        ptrdiff_t height = (m + tiles - 1) / tiles;
        if (m >= whole) {
            // Whole vectors: what is too much is overwritten by the next line, after the last line by the next tile.
            for (ptrdiff_t p = 0; p < k; p++)
                for (int i = 0; i < whole; i += LANES) store(to + p * TILE_ROWS + i, load(a + p * lda + i));
        } else {
            for (ptrdiff_t p = 0; p < k; p++)
                for (ptrdiff_t i = 0; i < height; i++) to[p * TILE_ROWS + i] = a[p * lda + i];
        }
        to += k * TILE_ROWS;
        a += height;
        m -= height;
    }
}

/// A, stored m×k, in the same order.
FUNCTION void pack_rows(ptrdiff_t k, ptrdiff_t m, const float *restrict a, ptrdiff_t lda, float *restrict to) {
    enum { whole = (TILE_ROWS + LANES - 1) / LANES * LANES };
    for (ptrdiff_t tiles = (m + TILE_ROWS - 1) / TILE_ROWS; tiles > 0; tiles--) {
        ptrdiff_t height = (m + tiles - 1) / tiles, p = 0;
        // Whole squares, as above.
        for (; m >= whole && p + LANES <= k; p += LANES)
            for (int i = 0; i < whole; i += LANES)
                transpose_square(a + i * lda + p, lda, to + p * TILE_ROWS + i, TILE_ROWS);
        for (; p < k; p++)
            for (ptrdiff_t i = 0; i < height; i++) to[p * TILE_ROWS + i] = a[i * lda + p];
        to += k * TILE_ROWS;
        a += height * lda;
        m -= height;
    }
}

/// Stores a tile, or adds it to what is there.
INLINE void store_tile(int rows, int vectors, sums sum, ptrdiff_t width, bool adds, float *c, ptrdiff_t ldc) {
    if (width == vectors * LANES) {
        UNROLL for (int i = 0; i < rows; i++)
            for (int j = 0; j < vectors; j++) {
                float *to = c + i * ldc + j * LANES;
                store(to, adds ? load(to) + sum[i][j] : sum[i][j]);
            }
        return;
    }
    ptrdiff_t rest = width - (vectors - 1) * LANES;
    UNROLL for (int i = 0; i < rows; i++) {
        float *to = c + i * ldc, *last = to + (vectors - 1) * LANES;
        if (vectors > 1) store(to, adds ? load(to) + sum[i][0] : sum[i][0]);
        store_first(last, adds ? load_first(last, rest) + sum[i][vectors - 1] : sum[i][vectors - 1], rest);
    }
}

/// How A lies: rows along K `step` apart, columns along K `step` apart, or packed by `pack_columns`.
struct left_matrix {
    enum { ROWS, COLUMNS, PACKED } layout;
    const float *a;
    ptrdiff_t step;
};

/// One panel of B against `m` rows of A, in tiles of nearly equal heights: a low last one would leave the multipliers waiting.
/// Where there are lying panels, they are packed on the way, while the first tile is made of the first of them.
INLINE void gemm_panel(int vectors, bool rows_along_k, ptrdiff_t m, ptrdiff_t k, struct left_matrix left,
                       struct lying_panels lying, float *panel, ptrdiff_t width, bool adds, float *c, ptrdiff_t ldc) {
    const float *a = left.a;
    ptrdiff_t row_step = rows_along_k ? left.step : 1, k_step = rows_along_k ? 1 : left.step;
    for (ptrdiff_t tiles = (m + TILE_ROWS - 1) / TILE_ROWS; tiles > 0; tiles--) {
        ptrdiff_t height = (m + tiles - 1) / tiles;
#define TILE_OF(rows)                                                                                                  \
    {                                                                                                                  \
        sums sum;                                                                                                      \
        clear(rows, sum);                                                                                              \
        if (vectors == 2 && lying.count > 0) accumulate_and_pack(rows, sum, k, a, row_step, k_step, lying, panel);     \
        else accumulate_products(rows, vectors, sum, k, a, row_step, k_step, panel);                                   \
        store_tile(rows, vectors, sum, width, adds, c, ldc);                                                           \
    }
        EACH_HEIGHT(height, TILE_OF)
#undef TILE_OF
        lying.count = 0;
        a += left.layout == PACKED ? k * TILE_ROWS : height * row_step;
        c += height * ldc;
        m -= height;
    }
}

// The four kinds as functions of their own, so that each has constant steps.
#define GEMM_PANEL(name, vectors, rows_along_k)                                                                        \
    FUNCTION void name(ptrdiff_t m, ptrdiff_t k, struct left_matrix left, struct lying_panels lying, float *panel,     \
                       ptrdiff_t width, bool adds, float *c, ptrdiff_t ldc) {                                          \
        gemm_panel(vectors, rows_along_k, m, k, left, lying, panel, width, adds, c, ldc);                              \
    }
GEMM_PANEL(gemm_pair_of_rows, 2, true)
GEMM_PANEL(gemm_pair_of_columns, 2, false)
GEMM_PANEL(gemm_single_of_rows, 1, true)
GEMM_PANEL(gemm_single_of_columns, 1, false)
#undef GEMM_PANEL

/// Some columns of B against some rows of A.
FUNCTION void gemm_pass(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, struct left_matrix left, struct lying_panels lying,
                        float *panels, bool adds, float *c, ptrdiff_t ldc) {
    bool of_rows = left.layout == ROWS;
    for (ptrdiff_t column = 0; column < n; column += PANEL) {
        ptrdiff_t columns = panel_columns(n, column), width = n - column < columns ? n - column : columns;
        float *panel = panels + column * k, *to = c + column;
        if (columns == PANEL)
            (of_rows ? gemm_pair_of_rows : gemm_pair_of_columns)(m, k, left, lying, panel, width, adds, to, ldc);
        else (of_rows ? gemm_single_of_rows : gemm_single_of_columns)(m, k, left, lying, panel, width, adds, to, ldc);
        lying.count = 0;
    }
}

INLINE void copy_rows(ptrdiff_t rows, ptrdiff_t columns, const float *from, ptrdiff_t from_step, float *to,
                      ptrdiff_t to_step) {
    for (ptrdiff_t i = 0; i < rows; i++) memcpy(to + i * to_step, from + i * from_step, (size_t)columns * sizeof(float));
}

/// A large product. All of B is packed, and a pass of A at a time, for all blocks of K. Where there are several blocks, a part of C is
/// made through all of them in memory of its own: it stays near, and its rows are no power of two apart.
FUNCTION void gemm_large(bool transpose_a, bool transpose_b, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a,
                         ptrdiff_t lda, const float *b, ptrdiff_t ldb, bool accumulate, const float *bias,
                         enum ck_activation f, float *c, ptrdiff_t ldc, float *workspace) {
    ptrdiff_t block = ck_gemm_block_length(k);
    bool in_place = k <= block;
    float *part = workspace, *packed_a = part + PART_ROWS * PART_STEP, *packed_b = packed_a + PART_ROWS * k;
    for (ptrdiff_t row = 0; row < m; row += PART_ROWS) {
        ptrdiff_t rows = m - row < PART_ROWS ? m - row : PART_ROWS;
        for (ptrdiff_t first = 0; first < k; first += block) {
            ptrdiff_t length = k - first < block ? k - first : block;
            if (transpose_a) pack_columns(length, rows, a + first * lda + row, lda, packed_a + first * PART_ROWS);
            else pack_rows(length, rows, a + row * lda + first, lda, packed_a + first * PART_ROWS);
        }
        for (ptrdiff_t column = 0; column < n; column += PART_COLUMNS) {
            ptrdiff_t columns = n - column < PART_COLUMNS ? n - column : PART_COLUMNS;
            float *to = c + row * ldc + column, *sum = in_place ? to : part;
            ptrdiff_t step = in_place ? ldc : PART_STEP;
            if (accumulate && !in_place) copy_rows(rows, columns, to, ldc, part, step);
            for (ptrdiff_t first = 0; first < k; first += block) {
                ptrdiff_t length = k - first < block ? k - first : block;
                float *panels = packed_b + column * k + first * packed_columns(columns);
                const float *right = transpose_b ? b + column * ldb + first : b + first * ldb + column;
                if (row == 0) pack_panels(transpose_b, length, columns, right, ldb, panels);
                struct lying_panels lying = {right, ldb, transpose_b || row > 0 ? 0 : columns / PANEL};
                struct left_matrix left = {PACKED, packed_a + first * PART_ROWS, TILE_ROWS};
                gemm_pass(rows, columns, length, left, lying, panels, accumulate || first > 0, sum, step);
            }
            if (bias) activate_rows_of(f, rows, columns, bias + column, sum, step);
            if (!in_place) copy_rows(rows, columns, part, step, to, ldc);
        }
    }
}

FUNCTION void gemm(bool transpose_a, bool transpose_b, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a,
                   ptrdiff_t lda, const float *b, ptrdiff_t ldb, bool accumulate, const float *bias,
                   enum ck_activation f, float *c, ptrdiff_t ldc, float *workspace) {
    if (k == 0 && !accumulate)
        for (ptrdiff_t row = 0; row < m; row++) memset(c + row * ldc, 0, (size_t)n * sizeof(float));
    if (gemm_is_large(m, n, k)) {
        gemm_large(transpose_a, transpose_b, m, n, k, a, lda, b, ldb, accumulate, bias, f, c, ldc, workspace);
        return;
    }
    ptrdiff_t block = ck_gemm_block_length(k);
    ptrdiff_t pass = gemm_pass_rows(block), chunk = gemm_chunk(n);
    bool packs_a = transpose_a && n > 8 * PANEL;
    float *packed_a = workspace + block * packed_columns(chunk);
    for (ptrdiff_t first = 0; first < k; first += block) {
        ptrdiff_t length = k - first < block ? k - first : block;
        for (ptrdiff_t row = 0; packs_a && row < m; row += pass) {
            ptrdiff_t rows = m - row < pass ? m - row : pass;
            pack_columns(length, rows, a + first * lda + row, lda, packed_a + row * length);
        }
        for (ptrdiff_t column = 0; column < n; column += chunk) {
            ptrdiff_t columns = n - column < chunk ? n - column : chunk;
            const float *right = transpose_b ? b + column * ldb + first : b + first * ldb + column;
            pack_panels(transpose_b, length, columns, right, ldb, workspace);
            for (ptrdiff_t row = 0; row < m; row += pass) {
                ptrdiff_t rows = m - row < pass ? m - row : pass;
                struct left_matrix left = packs_a       ? (struct left_matrix){PACKED, packed_a + row * length, TILE_ROWS}
                                          : transpose_a ? (struct left_matrix){COLUMNS, a + first * lda + row, lda}
                                                        : (struct left_matrix){ROWS, a + row * lda + first, lda};
                struct lying_panels lying = {right, ldb, transpose_b || row > 0 ? 0 : columns / PANEL};
                float *to = c + row * ldc + column;
                gemm_pass(rows, columns, length, left, lying, workspace, accumulate || first > 0, to, ldc);
                if (bias && first + length == k) activate_rows_of(f, rows, columns, bias + column, to, ldc);
            }
        }
    }
    if (bias && k == 0) activate_rows_of(f, m, n, bias, c, ldc);
}
