// Squares of LANES × LANES turned in registers, for packing matrices that lie the other way.

/// The first or the second halves of two vectors, lane by lane in turn: a₀ b₀ a₁ b₁ …
#if LANES == 4
#define INTERLEAVE_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define INTERLEAVE_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#elif LANES == 8
#define INTERLEAVE_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define INTERLEAVE_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#elif LANES == 16
#define INTERLEAVE_LOW(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define INTERLEAVE_HIGH(a, b) __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#endif

/// to[p * to_step + j] = from[j * from_step + p], for j and p < LANES.
///
/// Interleaving each row with the one half a square further down, log₂ LANES times, is a transposition.
INLINE void transpose_square(const float *from, ptrdiff_t from_step, float *to, ptrdiff_t to_step) {
    vector rows[2][LANES];
    UNROLL for (int j = 0; j < LANES; j++) rows[0][j] = load(from + j * from_step);
    int now = 0;
    UNROLL for (int width = 1; width < LANES; width *= 2) {
        UNROLL for (int j = 0; j < LANES / 2; j++) {
            rows[1 - now][2 * j] = INTERLEAVE_LOW(rows[now][j], rows[now][j + LANES / 2]);
            rows[1 - now][2 * j + 1] = INTERLEAVE_HIGH(rows[now][j], rows[now][j + LANES / 2]);
        }
        now = 1 - now;
    }
    UNROLL for (int p = 0; p < LANES; p++) store(to + p * to_step, rows[now][p]);
}
