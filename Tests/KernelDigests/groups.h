#ifndef GROUPS_H
#define GROUPS_H

#include "trial.h"

/// A kernel's cases on one kind of contents.
struct group {
    const char *name;
    /// Where the kernel stands in `struct ck_kernels`.
    size_t entry;
    enum contents contents;
    void (*run)(struct trial *trial);
};

/// All groups, ended by one without a name.
extern const struct group matrix_groups[], image_groups[], elementwise_groups[], training_groups[];

#define GROUP(kernel, run) {#kernel, offsetof(struct ck_kernels, kernel), CONTENTS_UNIT, run}
#define SPECIAL_GROUP(kernel, run)                                                                                     \
    {#kernel "/special", offsetof(struct ck_kernels, kernel), CONTENTS_SPECIAL, run}
#define KERNELS trial->kernels
/// A case for each length from 0 to beyond four of the longest vectors, and two long ones.
#define EACH_COUNT(count)                                                                                              \
    for (ptrdiff_t count = 0; count <= 1003; count += count < 70 ? 1 : count < 1000 ? 930 : 3)
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#endif
