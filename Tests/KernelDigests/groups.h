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
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#endif
