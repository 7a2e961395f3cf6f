#include "kernels.h"

#if defined(__x86_64__)
static bool supported(enum ck_level level) {
    __builtin_cpu_init();
    switch (level) {
    case CK_LEVEL_PORTABLE: return true;
    case CK_LEVEL_X86_64_V3: return __builtin_cpu_supports("x86-64-v3");
    case CK_LEVEL_X86_64_V4: return __builtin_cpu_supports("x86-64-v4");
    }
    return false;
}
#endif

const struct ck_kernels *ck_kernels_at(enum ck_level level) {
#if defined(__x86_64__)
    if (!supported(level)) return NULL;
    if (level == CK_LEVEL_X86_64_V3) return &ck_kernels_x86_64_v3;
    if (level == CK_LEVEL_X86_64_V4) return &ck_kernels_x86_64_v4;
#endif
    return level == CK_LEVEL_PORTABLE ? &ck_kernels_portable : NULL;
}

enum ck_level ck_fastest_level(void) {
    if (ck_kernels_at(CK_LEVEL_X86_64_V4)) return CK_LEVEL_X86_64_V4;
    if (ck_kernels_at(CK_LEVEL_X86_64_V3)) return CK_LEVEL_X86_64_V3;
    return CK_LEVEL_PORTABLE;
}
