#if defined(__x86_64__)
// 32 registers of 16 lanes. Without min_vector_width clang cuts 64-byte vectors in two, at half the speed.
#define LEVEL_TABLE ck_kernels_x86_64_v4
#define LEVEL_ATTRIBUTES __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define LANES 16
#define TILE_ROWS 12
#include "level.h"
#endif
