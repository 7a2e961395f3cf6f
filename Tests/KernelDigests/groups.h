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

/// A kernel's group: the function that runs its cases, and the contents, as in `GROUP(adam, adam, SPECIAL)`.
#define GROUP(kernel, cases, contents)                                                                                 \
    {#kernel "/" #cases "/" #contents, offsetof(struct ck_kernels, kernel), CONTENTS_##contents, cases}

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/// A case for each length from 0 to beyond four of the longest vectors, and two long ones.
#define EACH_COUNT(count)                                                                                              \
    for (ptrdiff_t count = 0; count <= 1003; count += count < 70 ? 1 : count < 1000 ? 930 : 3)

#endif
