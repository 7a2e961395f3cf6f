#ifndef CK_KERNELS_H
#define CK_KERNELS_H

#include "CKernels.h"

/// One table per level, each defined by a file that sets the vector width and includes `level.h`.
extern const struct ck_kernels ck_kernels_portable;
#if defined(__x86_64__)
extern const struct ck_kernels ck_kernels_x86_64_v3;
extern const struct ck_kernels ck_kernels_x86_64_v4;
#endif

#endif
