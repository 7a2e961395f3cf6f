// The source of the AVX-512 level compiled for AVX2: its 16 lanes and 14 rows of a tile, on a CPU that has no AVX-512.
#if defined(__x86_64__)
// Its vectors are never passed between functions: all that take one are inlined.
#pragma clang diagnostic ignored "-Wpsabi"
#define LEVEL_TABLE ck_kernels_sixteen_lanes
#define LEVEL_ATTRIBUTES __attribute__((target("arch=x86-64-v3")))
#define LANES 16
#define TILE_ROWS 14
#include "kernels.h"
extern const struct ck_kernels LEVEL_TABLE;
#include "level.h"
#endif
