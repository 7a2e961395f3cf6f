// Any CPU. On arm64 this is the fast level too: NEON has 32 registers and a fused multiply-add.
#define LEVEL_TABLE ck_kernels_portable
#define LEVEL_ATTRIBUTES
#define LANES 4
#if defined(__aarch64__)
#define TILE_ROWS 8
#else
#define TILE_ROWS 4
#endif
#include "level.h"
