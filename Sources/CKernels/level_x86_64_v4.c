#if defined(__x86_64__)
#include <immintrin.h>

// 32 registers of 16 lanes. Without min_vector_width clang cuts 64-byte vectors in two, at half the speed.
#define LEVEL_TABLE ck_kernels_x86_64_v4
#define LEVEL_ATTRIBUTES __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define LANES 16
#define TILE_ROWS 12
#define FIRST_LANES(count) ((__mmask16)((1u << (count)) - 1))
#define LOAD_FIRST(from, count) ((vector)_mm512_maskz_loadu_ps(FIRST_LANES(count), from))
#define STORE_FIRST(to, x, count) _mm512_mask_storeu_ps(to, FIRST_LANES(count), (__m512)(x))
#include "level.h"
#endif
