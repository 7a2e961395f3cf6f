// Runs every kernel at every level of this CPU on the same cases and prints a line per level and group of cases:
//     kernel/cases/contents level digest
// The lines of one group must agree, on every CPU. Exit status 1 where two levels differ, where a level lacks a kernel or gives
// other results for the same numbers one element further, or where a kernel wrote outside its memory; standard error then
// tells the first case.
//
// Also the input of `make test-sanitize` and `make test-arm64`; see scripts/test-kernels.sh.

#include <stdio.h>
#include <string.h>

#include "groups.h"

#if defined(__x86_64__)
extern const struct ck_kernels ck_kernels_sixteen_lanes;
#endif

enum { MOST_LEVELS = 4 };

struct level {
    const char *name;
    const struct ck_kernels *kernels;
};

static int levels_of_this_cpu(struct level levels[MOST_LEVELS]) {
    const struct level all[] = {
        {"portable", ck_kernels_at(CK_LEVEL_PORTABLE)},
        {"x86-64-v3", ck_kernels_at(CK_LEVEL_X86_64_V3)},
        {"x86-64-v4", ck_kernels_at(CK_LEVEL_X86_64_V4)},
#if defined(__x86_64__)
        {"sixteen-lanes", ck_kernels_at(CK_LEVEL_X86_64_V3) ? &ck_kernels_sixteen_lanes : NULL},
#endif
    };
    int count = 0;
    for (size_t i = 0; i < LENGTH(all); i++)
        if (all[i].kernels) levels[count++] = all[i];
    return count;
}

static bool has(const struct ck_kernels *kernels, size_t entry) {
    void (*kernel)(void);
    memcpy(&kernel, (const char *)kernels + entry, sizeof kernel);
    return kernel;
}

/// Tells the first case in which two levels, or two places in memory, differ. Returns whether there is none.
static bool agree(const struct trial *left, const struct trial *right) {
    if (left->case_count != right->case_count) {
        fprintf(stderr, "kernel_digests: %s has %zu cases at level %s and %zu at level %s\n", left->group,
                left->case_count, left->level, right->case_count, right->level);
        return false;
    }
    for (size_t i = 0; i < left->case_count; i++)
        if (left->cases[i].digest != right->cases[i].digest) {
            fprintf(stderr,
                    "kernel_digests: %s differs between levels %s, shift %d, and %s, shift %d, first in case %zu: %s\n",
                    left->group, left->level, left->shift, right->level, right->shift, i, left->cases[i].description);
            return false;
        }
    return true;
}

/// Runs a group at all levels, each time on the same numbers at two places in memory. Returns whether all agree.
static bool run(const struct group *group, const struct level *levels, int count) {
    struct trial trials[2 * MOST_LEVELS];
    int finished = 0;
    bool equal = true;
    for (int i = 0; i < count; i++) {
        if (!has(levels[i].kernels, group->entry)) {
            fprintf(stderr, "kernel_digests: %s is missing at level %s\n", group->name, levels[i].name);
            equal = false;
            continue;
        }
        for (int shift = 0; shift < 2; shift++) {
            struct trial *trial = &trials[finished++];
            begin_trial(trial, levels[i].kernels, levels[i].name, group->name, group->contents, shift);
            group->run(trial);
            if (shift == 0) printf("%s %s %016llx\n", group->name, levels[i].name, (unsigned long long)trial->digest);
        }
    }
    for (int i = 1; i < finished; i++) equal = agree(&trials[0], &trials[i]) && equal;
    for (int i = 0; i < finished; i++) release_trial(&trials[i]);
    return equal;
}

int main(void) {
    const struct group *const lists[] = {matrix_groups, image_groups, elementwise_groups, training_groups};
    struct level levels[MOST_LEVELS];
    int count = levels_of_this_cpu(levels);
    bool equal = true;
    for (size_t i = 0; i < LENGTH(lists); i++)
        for (const struct group *group = lists[i]; group->name; group++)
            equal = run(group, levels, count) && equal;
    return equal ? 0 : 1;
}
