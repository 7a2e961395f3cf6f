// The heart of matrix products and convolutions: a tile of C, `rows` × `vectors` vectors, held in registers while K runs.

#define PANEL (2 * LANES)
#define UNROLL _Pragma("clang loop unroll(full)")

/// How many steps of K a round of the innermost loop takes: the pointers move once a round.
#define STEPS 4

typedef vector sums[TILE_ROWS][2];

INLINE void clear(int rows, sums sum) {
    UNROLL for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = 0;
}

/// Every third row of A at a step of K. The rows between are one and two steps further, which an address can hold; the compiler
/// must not see that the pointers belong together, or it makes one pointer for each row, finds no registers for them, and spills.
/// Rows that follow each other need but one pointer, and there it should see it.
struct rows {
    const float *third[(TILE_ROWS + 2) / 3];
};

/// Hides where the pointers come from; not of rows that follow each other, which share one. Whether it does good in the loop over the last
/// steps, too, was measured: yes for packed panels, whose runs may be so short that they are all last steps.
INLINE void hide_origin(int rows, struct rows *a, ptrdiff_t row_step) {
    if (__builtin_constant_p(row_step) && row_step == 1) return;
    UNROLL for (int i = 0; i < (rows + 2) / 3; i++) __asm__("" : "+r"(a->third[i]));
}

INLINE struct rows rows_from(int rows, const float *a, ptrdiff_t row_step) {
    struct rows from;
    UNROLL for (int i = 0; i < (rows + 2) / 3; i++) from.third[i] = a + 3 * i * row_step;
    hide_origin(rows, &from, row_step);
    return from;
}

/// One step along K, `offset` numbers from the rows' pointers: every row's factor times the panel's line.
INLINE void accumulate_step(int rows, int vectors, sums sum, const struct rows *a, ptrdiff_t offset, ptrdiff_t row_step,
                            const float *line) {
    vector left = load(line), right = vectors > 1 ? load(line + LANES) : left;
    UNROLL for (int i = 0; i < rows; i++) {
        vector factor = (vector)(a->third[i / 3][offset + i % 3 * row_step]);
        sum[i][0] = fma(factor, left, sum[i][0]);
        if (vectors > 1) sum[i][1] = fma(factor, right, sum[i][1]);
    }
}

INLINE void advance(int rows, struct rows *a, ptrdiff_t distance) {
    UNROLL for (int i = 0; i < (rows + 2) / 3; i++) a->third[i] += distance;
}

/// How many steps before its use a line of a panel is asked for. At 16 lanes, 32 steps of a whole tile take some 400 cycles, more than a
/// fetch from the third-level cache; at 8 lanes, where caches are smaller beside the panels, half of them were measured to be better.
enum { AHEAD = (LANES == 16 ? 8 : 4) * STEPS };

/// Asks for a line of a panel, `ahead` numbers on. It may lie beyond the memory's end, where there are addresses but no pointers.
INLINE void fetch_line(int vectors, const float *line, ptrdiff_t ahead) {
    uintptr_t address = (uintptr_t)line + (uintptr_t)ahead * sizeof(float);
    for (size_t offset = 0; offset < (size_t)vectors * LANES * sizeof(float); offset += 64)
        __builtin_prefetch((const void *)(address + offset));
}

/// Adds a[i, p] · panel[p, j] for all p < k to the sums, in rising p. A's element (i, p) is a[i * row_step + p * k_step].
INLINE void accumulate_products(int rows, int vectors, sums sum, ptrdiff_t k, const float *a, ptrdiff_t row_step,
                                ptrdiff_t k_step, const float *panel) {
    struct rows from = rows_from(rows, a, row_step);
    ptrdiff_t p = 0;
    for (; p + STEPS <= k; p += STEPS) {
        UNROLL for (int s = 0; s < STEPS; s++) {
            const float *line = panel + s * vectors * LANES;
            accumulate_step(rows, vectors, sum, &from, s * k_step, row_step, line);
            if (s * vectors * LANES * sizeof(float) % 64 == 0) fetch_line(vectors, line, AHEAD * vectors * LANES);
        }
        advance(rows, &from, STEPS * k_step);
        hide_origin(rows, &from, row_step);
        panel += STEPS * vectors * LANES;
    }
    for (; p < k; p++) {
        accumulate_step(rows, vectors, sum, &from, 0, row_step, panel);
        advance(rows, &from, k_step);
        hide_origin(rows, &from, row_step);
        panel += vectors * LANES;
    }
}

/// Whole panels that still lie in their matrix, side by side, its lines `step` apart; whether they are used as they lie, unpacked.
struct lying_panels {
    const float *lines;
    ptrdiff_t step, count;
    bool stay;
};

/// The same with the first of some panels that are not packed yet; packs them all on the way, one after the other. The lines of
/// a wide matrix are a page of memory apart, so all that is needed of one is read at once.
INLINE void accumulate_and_pack(int rows, sums sum, ptrdiff_t k, const float *a, ptrdiff_t row_step, ptrdiff_t k_step,
                                struct lying_panels lying, float *panel) {
    struct rows from = rows_from(rows, a, row_step);
    for (ptrdiff_t p = 0; p < k; p++) {
        accumulate_step(rows, 2, sum, &from, 0, row_step, lying.lines);
        for (ptrdiff_t i = 0; i < lying.count; i++) {
            store(panel + i * k * PANEL, load(lying.lines + i * PANEL));
            store(panel + i * k * PANEL + LANES, load(lying.lines + i * PANEL + LANES));
        }
        advance(rows, &from, k_step);
        lying.lines += lying.step;
        panel += PANEL;
    }
}

/// The same with a panel that is not packed. Its lines lie too far apart for the hardware to foresee, so each is asked for ahead of
/// time; near the end the first ones, for the next tile.
INLINE void accumulate_lying(int rows, sums sum, ptrdiff_t k, const float *a, ptrdiff_t row_step, ptrdiff_t k_step,
                             const float *line, ptrdiff_t step) {
    struct rows from = rows_from(rows, a, row_step);
    // From a line to the one to ask for; after the turn, to one of the first.
    ptrdiff_t ahead = k > AHEAD ? AHEAD * step : 0, turn = k / STEPS * STEPS - AHEAD, p = 0;
    for (; p + STEPS <= k; p += STEPS) {
        if (p == turn) ahead = -turn * step;
        UNROLL for (int s = 0; s < STEPS; s++) {
            accumulate_step(rows, 2, sum, &from, s * k_step, row_step, line);
            fetch_line(2, line, ahead);
            line += step;
            __asm__("" : "+r"(line));
        }
        advance(rows, &from, STEPS * k_step);
        hide_origin(rows, &from, row_step);
    }
    for (; p < k; p++) {
        accumulate_step(rows, 2, sum, &from, 0, row_step, line);
        advance(rows, &from, k_step);
        line += step;
    }
}

/// Calls `action(height)` with a height that is a constant in each call, so that its loops unroll.
#if TILE_ROWS == 4
#define EACH_HEIGHT(height, action) switch (height) { ONE_TO_FOUR(action) }
#elif TILE_ROWS == 6
#define EACH_HEIGHT(height, action) switch (height) { ONE_TO_FOUR(action) CASE(5, action) CASE(6, action) }
#elif TILE_ROWS == 8
#define EACH_HEIGHT(height, action)                                                                                    \
    switch (height) { ONE_TO_FOUR(action) CASE(5, action) CASE(6, action) CASE(7, action) CASE(8, action) }
#elif TILE_ROWS == 12
#define EACH_HEIGHT(height, action)                                                                                    \
    switch (height) {                                                                                                  \
        ONE_TO_FOUR(action) CASE(5, action) CASE(6, action) CASE(7, action) CASE(8, action) CASE(9, action)            \
        CASE(10, action) CASE(11, action) CASE(12, action)                                                             \
    }
#endif
#define CASE(count, action) case count: action(count); break;
#define ONE_TO_FOUR(action) CASE(1, action) CASE(2, action) CASE(3, action) CASE(4, action)
