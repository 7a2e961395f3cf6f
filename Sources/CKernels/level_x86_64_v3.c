#if defined(__x86_64__)
// 16 registers of 8 lanes: a tile of 6 rows × 2 vectors leaves two for B and one for the broadcast of A.
#define LEVEL_TABLE ck_kernels_x86_64_v3
#define LEVEL_ATTRIBUTES __attribute__((target("arch=x86-64-v3")))
#define LANES 8
#define TILE_ROWS 6
#include "level.h"
#endif
