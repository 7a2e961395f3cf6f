// Squares of LANES × LANES turned in registers, for packing matrices that lie the other way.

// Within each group of four lanes of two vectors: the first numbers in turn, a₀ b₀ a₁ b₁, or the last; the first pair of each, a₀ a₁ b₀ b₁,
// or the last. No number leaves its group, which CPUs do faster than any other exchange.
#if LANES == 4
#define FIRST_IN_TURN(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define LAST_IN_TURN(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#define FIRST_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 1, 4, 5)
#define LAST_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 3, 6, 7)
#elif LANES == 8
#define FIRST_IN_TURN(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13)
#define LAST_IN_TURN(a, b) __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15)
#define FIRST_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define LAST_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#elif LANES == 16
#define FIRST_IN_TURN(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
#define LAST_IN_TURN(a, b) __builtin_shufflevector(a, b, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31)
#define FIRST_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29)
#define LAST_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31)
#endif

/// Four numbers each of the rows 0, 4, 8, …, side by side: loads put them into their places, without an exchange between groups.
INLINE vector load_fours(const float *from, ptrdiff_t from_step) {
    vector fours;
    UNROLL for (int j = 0; j < LANES; j += 4) memcpy((float *)&fours + j, from + j * from_step, 4 * sizeof(float));
    return fours;
}

/// to[p * to_step + j] = from[j * from_step + p], for j and p < LANES.
INLINE void transpose_square(const float *from, ptrdiff_t from_step, float *to, ptrdiff_t to_step) {
    UNROLL for (int p = 0; p < LANES; p += 4) {
        vector rows[4];
        UNROLL for (int j = 0; j < 4; j++) rows[j] = load_fours(from + j * from_step + p, from_step);
        vector first = FIRST_IN_TURN(rows[0], rows[1]), second = FIRST_IN_TURN(rows[2], rows[3]);
        store(to + p * to_step, FIRST_PAIRS(first, second));
        store(to + (p + 1) * to_step, LAST_PAIRS(first, second));
        first = LAST_IN_TURN(rows[0], rows[1]), second = LAST_IN_TURN(rows[2], rows[3]);
        store(to + (p + 2) * to_step, FIRST_PAIRS(first, second));
        store(to + (p + 3) * to_step, LAST_PAIRS(first, second));
    }
}
