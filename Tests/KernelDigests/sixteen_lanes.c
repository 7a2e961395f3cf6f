// The lanes and tiles of the AVX-512 level compiled for AVX2, as `ck_kernels_sixteen_lanes`: for a CPU that has no AVX-512.
// Parts of vectors go through memory here, and through masks there.
#if defined(__x86_64__)
#define LEVEL_TABLE ck_kernels_sixteen_lanes
#define LEVEL_ATTRIBUTES __attribute__((target("arch=x86-64-v3")))
#define LANES 16
#define TILE_ROWS 12
#include "level.h"
#endif
