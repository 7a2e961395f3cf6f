// The source of the AVX-512 level compiled for AVX2, as `ck_kernels_sixteen_lanes`: its lanes, tiles and tails, on a CPU that has
// no AVX-512.
#if defined(__x86_64__)
#include <string.h>
// Its vectors are never passed between functions: all that take one are inlined.
#pragma clang diagnostic ignored "-Wpsabi"
#define ck_kernels_x86_64_v4 ck_kernels_sixteen_lanes
#define target(architecture) target("arch=x86-64-v3")
#include "level_x86_64_v4.c"
#endif
