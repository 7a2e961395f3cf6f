#include "CFMAPeak.h"

// Twelve chains hide the latency of a fused multiply-add (4 or 5 cycles) on CPUs that begin two in a cycle, and fit the 16
// registers of AVX2. The empty assembly keeps the compiler from knowing the values.
#define CHAINS 12
#define UNROLL _Pragma("clang loop unroll(full)")

#define DEFINE_RUN(name, attributes, lanes, register_class)                                                            \
    attributes static uint64_t name(uint64_t rounds) {                                                                 \
        typedef float vector __attribute__((ext_vector_type(lanes)));                                                  \
        vector chain[CHAINS], factor = 0.5f, addend = 1.0f;                                                            \
        UNROLL for (int i = 0; i < CHAINS; i++) chain[i] = (float)i;                                                   \
        for (uint64_t round = 0; round < rounds; round++) {                                                            \
            UNROLL for (int i = 0; i < CHAINS; i++) {                                                                  \
                chain[i] = __builtin_elementwise_fma(chain[i], factor, addend);                                        \
                __asm__ volatile("" : "+" register_class(chain[i]));                                                   \
            }                                                                                                          \
        }                                                                                                              \
        return rounds * CHAINS * lanes * 2;                                                                            \
    }

#if defined(__x86_64__)
DEFINE_RUN(run_8, __attribute__((target("arch=x86-64-v3"))), 8, "x")
DEFINE_RUN(run_16, __attribute__((target("arch=x86-64-v4"), min_vector_width(512))), 16, "v")
#elif defined(__aarch64__)
DEFINE_RUN(run_4, , 4, "w")
#endif

uint64_t fma_peak_run(int lanes, uint64_t rounds) {
#if defined(__x86_64__)
    if (lanes == 8) return run_8(rounds);
    if (lanes == 16) return run_16(rounds);
#elif defined(__aarch64__)
    if (lanes == 4) return run_4(rounds);
#endif
    return 0;
}
