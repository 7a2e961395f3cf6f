#ifndef CFMAPEAK_H
#define CFMAPEAK_H

#include <stdint.h>

/// Runs `rounds` rounds of independent fused multiply-adds in vectors of `lanes` floats: 8 with AVX2, 16 with AVX-512, 4 with NEON.
/// Returns how many floating-point operations that was, two per multiply-add and lane; 0 where this build lacks the vectors.
/// The CPU must have the instructions.
uint64_t fma_peak_run(int lanes, uint64_t rounds);

#endif
