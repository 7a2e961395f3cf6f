// Matrix product. K runs in blocks; of each block B is packed into panels, one of which stays in the nearest caches while
// tiles of C are made from it. Against few rows of A, such as a minibatch's, panels are used as they lie instead, which takes
// less time than packing them. A is read where it lies, along its rows or down its columns; only where it meets many panels and
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
enum { PART_ROWS = LANES == 16 ? 288 : 192, PART_COLUMNS = 4 * PANEL, PART_STEP = PART_COLUMNS + LANES };

/// Whether panels of B are used as they lie: when they meet so few rows of A that packing takes more time than it saves (fewer where
/// a page of memory holds but a line or two), and the lines are not so far apart that all of them fall into the same sets of a cache.
INLINE bool gemm_leaves_b(ptrdiff_t m, ptrdiff_t ldb) { return m <= (ldb <= 512 ? 288 : 144) && ldb % (32 * LANES) != 0; }

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

/// How A lies: rows along K `step` apart, columns along K `step` apart, or packed by `pack_columns` or `pack_rows`.
enum left_layout { ROWS, COLUMNS, PACKED, LEFT_LAYOUTS };

struct left_matrix {
    enum left_layout layout;
    const float *a;
    ptrdiff_t step;
};

/// How a panel of B lies: packed or to be packed, of two vectors or of one, or in its matrix to stay there.
enum panel_layout { PAIR, SINGLE, LYING, PANEL_LAYOUTS };

/// One panel of B against `m` rows of A, in tiles of nearly equal heights: a low last one would leave the multipliers waiting.
/// Where there are panels to be packed, they are on the way, while the first tile is made of the first of them.
INLINE void gemm_panel(enum left_layout layout, enum panel_layout kind, ptrdiff_t m, ptrdiff_t k, struct left_matrix left,
                       struct lying_panels lying, float *panel, ptrdiff_t width, bool adds, float *c, ptrdiff_t ldc) {
    const float *a = left.a;
    ptrdiff_t row_step = layout == ROWS ? left.step : 1;
    ptrdiff_t k_step = layout == ROWS ? 1 : layout == COLUMNS ? left.step : TILE_ROWS;
    int vectors = kind == SINGLE ? 1 : 2;
    bool packs = kind == PAIR && lying.count > 0;
    for (ptrdiff_t tiles = (m + TILE_ROWS - 1) / TILE_ROWS; tiles > 0; tiles--) {
        ptrdiff_t height = (m + tiles - 1) / tiles;
#define TILE_OF(rows)                                                                                                  \
    {                                                                                                                  \
        sums sum;                                                                                                      \
        clear(rows, sum);                                                                                              \
        if (kind == LYING) accumulate_lying(rows, sum, k, a, row_step, k_step, lying.lines, lying.step);               \
        else if (packs) accumulate_and_pack(rows, sum, k, a, row_step, k_step, lying, panel);                          \
        else accumulate_products(rows, vectors, sum, k, a, row_step, k_step, panel);                                   \
        store_tile(rows, vectors, sum, width, adds, c, ldc);                                                           \
    }
        EACH_HEIGHT(height, TILE_OF)
#undef TILE_OF
        packs = false;
        a += layout == PACKED ? k * TILE_ROWS : height * row_step;
        c += height * ldc;
        m -= height;
    }
}

// Each kind as a function of its own, so that its steps are constants.
#define GEMM_PANEL(name, layout, kind)                                                                                 \
    FUNCTION void name(ptrdiff_t m, ptrdiff_t k, struct left_matrix left, struct lying_panels lying, float *panel,     \
                       ptrdiff_t width, bool adds, float *c, ptrdiff_t ldc) {                                          \
        gemm_panel(layout, kind, m, k, left, lying, panel, width, adds, c, ldc);                                       \
    }
GEMM_PANEL(gemm_rows_pair, ROWS, PAIR)
GEMM_PANEL(gemm_rows_single, ROWS, SINGLE)
GEMM_PANEL(gemm_rows_lying, ROWS, LYING)
GEMM_PANEL(gemm_columns_pair, COLUMNS, PAIR)
GEMM_PANEL(gemm_columns_single, COLUMNS, SINGLE)
GEMM_PANEL(gemm_columns_lying, COLUMNS, LYING)
GEMM_PANEL(gemm_packed_pair, PACKED, PAIR)
GEMM_PANEL(gemm_packed_single, PACKED, SINGLE)
GEMM_PANEL(gemm_packed_lying, PACKED, LYING)
#undef GEMM_PANEL

typedef void panel_function(ptrdiff_t m, ptrdiff_t k, struct left_matrix left, struct lying_panels lying, float *panel,
                            ptrdiff_t width, bool adds, float *c, ptrdiff_t ldc);

static panel_function *const gemm_panels[LEFT_LAYOUTS][PANEL_LAYOUTS] = {
    [ROWS] = {gemm_rows_pair, gemm_rows_single, gemm_rows_lying},
    [COLUMNS] = {gemm_columns_pair, gemm_columns_single, gemm_columns_lying},
    [PACKED] = {gemm_packed_pair, gemm_packed_single, gemm_packed_lying},
};

/// Some columns of B against some rows of A.
FUNCTION void gemm_pass(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, struct left_matrix left, struct lying_panels lying,
                        float *panels, bool adds, float *c, ptrdiff_t ldc) {
    for (ptrdiff_t column = 0; column < n; column += PANEL) {
        ptrdiff_t columns = panel_columns(n, column), width = n - column < columns ? n - column : columns;
        bool lies = lying.stay && lying.count > 0;
        enum panel_layout kind = lies ? LYING : columns == PANEL ? PAIR : SINGLE;
        gemm_panels[left.layout][kind](m, k, left, lying, panels + column * k, width, adds, c + column, ldc);
        if (lies) lying.lines += PANEL;
        lying.count = lies ? lying.count - 1 : 0;
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
                struct lying_panels lying = {right, ldb, transpose_b || row > 0 ? 0 : columns / PANEL, false};
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
    bool packs_a = transpose_a && n > 8 * PANEL, stay = !transpose_b && gemm_leaves_b(m, ldb);
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
                bool lies = !transpose_b && (stay || row == 0);
                struct lying_panels lying = {right, ldb, lies ? columns / PANEL : 0, stay};
                float *to = c + row * ldc + column;
                gemm_pass(rows, columns, length, left, lying, workspace, accumulate || first > 0, to, ldc);
                if (bias && first + length == k) activate_rows_of(f, rows, columns, bias + column, to, ldc);
            }
        }
    }
    if (bias && k == 0) activate_rows_of(f, m, n, bias, c, ldc);
}
