// Random numbers by the counter-based generator Philox4x32-10, LANES / 2 blocks at a time.
//
// Source: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405.

typedef uint32_t words __attribute__((ext_vector_type(LANES)));
typedef uint64_t wide_words __attribute__((ext_vector_type(LANES / 2)));

INLINE wide_words multiply_words(wide_words x, uint32_t factor) { return (x & 0xFFFFFFFF) * (uint64_t)factor; }

/// The words of LANES / 2 blocks from block `first` on, in order.
///
/// Each word lives in the lower half of a 64-bit lane, where the multiplication reads it; what stands above is never read.
INLINE void random_words(struct ck_random random, uint64_t first, uint32_t to[2 * LANES]) {
    wide_words block;
    for (int lane = 0; lane < LANES / 2; lane++) block[lane] = first + (uint64_t)lane;
    wide_words w0 = block, w1 = block >> 32, w2 = random.stream, w3 = random.stream >> 32;
    uint32_t key0 = (uint32_t)random.seed, key1 = (uint32_t)(random.seed >> 32);
    UNROLL for (int round = 0; round < 10; round++) {
        wide_words even = multiply_words(w0, 0xD2511F53), odd = multiply_words(w2, 0xCD9E8D57);
        w0 = (odd >> 32) ^ w1 ^ key0;
        w1 = odd;
        w2 = (even >> 32) ^ w3 ^ key1;
        w3 = even;
        key0 += 0x9E3779B9;
        key1 += 0xBB67AE85;
    }
    wide_words lower = (w0 & 0xFFFFFFFF) | w1 << 32, upper = (w2 & 0xFFFFFFFF) | w3 << 32;
    uint64_t pairs[LANES];
    for (int lane = 0; lane < LANES / 2; lane++) {
        pairs[2 * lane] = lower[lane];
        pairs[2 * lane + 1] = upper[lane];
    }
    memcpy(to, pairs, sizeof pairs);
}

/// Runs `body` for each group of up to LANES numbers, with `i` the first one's place, `width` their count, `drawn` their words.
#define DRAW(count, random, body)                                                                                      \
    for (ptrdiff_t pair = 0; pair < count; pair += 2 * LANES) {                                                        \
        uint32_t drawn_words[2 * LANES];                                                                               \
        random_words(random, (uint64_t)pair / 4, drawn_words);                                                         \
        for (ptrdiff_t i = pair; i < pair + 2 * LANES && i < count; i += LANES) {                                      \
            ptrdiff_t width = count - i < LANES ? count - i : LANES;                                                   \
            words drawn;                                                                                               \
            memcpy(&drawn, drawn_words + (i - pair), sizeof drawn);                                                    \
            body                                                                                                       \
        }                                                                                                              \
    }

/// In [0, 1), 24 bits.
INLINE vector uniform_of(words drawn) { return __builtin_convertvector((integers)(drawn >> 8), vector) * 0x1p-24f; }

FUNCTION void bernoulli(ptrdiff_t count, struct ck_random random, const float *probability, float *out) {
    DRAW(count, random, {
        vector chance = load_group(probability + i, width);
        store_group(out + i, choose(uniform_of(drawn) < chance, (vector)(1.0f), (vector)(0.0f)), width);
    })
}

FUNCTION void dropout_factors(ptrdiff_t count, struct ck_random random, float rate, float *out) {
    float kept = 1.0f / (1.0f - rate);
    DRAW(count, random, {
        store_group(out + i, choose(uniform_of(drawn) < rate, (vector)(0.0f), (vector)(kept)), width);
    })
}

/// √2 · erf⁻¹(2p − 1).
///
/// Source: M. Giles 2010, "Approximating the erfinv function", GPU Computing Gems, single precision.
INLINE vector normal_quantile(vector p) {
    vector x = 2.0f * p - 1.0f;
    vector w = -v_log((1.0f - x) * (1.0f + x));
    integers central = w < 5.0f;
    vector t = choose(central, w - 2.5f, __builtin_elementwise_sqrt(w) - 3.0f);
    static const float near[9] = {2.81022636e-08f, 3.43273939e-07f,  -3.5233877e-06f, -4.39150654e-06f, 0.00021858087f,
                                  -0.00125372503f, -0.00417768164f, 0.246640727f,    1.50140941f};
    static const float far[9] = {-0.000200214257f, 0.000100950558f, 0.00134934322f, -0.00367342844f, 0.00573950773f,
                                 -0.0076224613f,   0.00943887047f,  1.00167406f,    2.83297682f};
    vector v = choose(central, (vector)(near[0]), (vector)(far[0]));
    UNROLL for (int i = 1; i < 9; i++) v = fma(v, t, choose(central, (vector)(near[i]), (vector)(far[i])));
    return v * x * 1.41421354f;
}

FUNCTION void standard_normal(ptrdiff_t count, struct ck_random random, float *out) {
    DRAW(count, random, {
        vector p = (__builtin_convertvector((integers)(drawn >> 9), vector) + 0.5f) * 0x1p-23f;
        store_group(out + i, normal_quantile(p), width);
    })
}
