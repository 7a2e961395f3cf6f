#if defined(__x86_64__)
#include <immintrin.h>

// 16 registers of 8 lanes: a tile of 6 rows × 2 vectors leaves two for B and one for the broadcast of A.
#define LEVEL_TABLE ck_kernels_x86_64_v3
#define LEVEL_ATTRIBUTES __attribute__((target("arch=x86-64-v3")))
#define LANES 8
#define TILE_ROWS 6
#define FIRST_LANES(count) _mm256_cmpgt_epi32(_mm256_set1_epi32((int)(count)), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7))
#define LOAD_FIRST(from, count) ((vector)_mm256_maskload_ps(from, FIRST_LANES(count)))
#define STORE_FIRST(to, x, count) _mm256_maskstore_ps(to, FIRST_LANES(count), (__m256)(x))
#include "level.h"
#endif
