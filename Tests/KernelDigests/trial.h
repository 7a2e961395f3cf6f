#ifndef TRIAL_H
#define TRIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CKernels.h"

/// Where the numbers of an array come from.
enum contents {
    /// Uniform in [−1, 1).
    CONTENTS_UNIT,
    /// Uniform in [−120, 120): the range of exp and more.
    CONTENTS_WIDE,
    /// Uniform in [0, 1], with both ends.
    CONTENTS_PROBABILITY,
    /// One in four is a NaN, an infinity, a denormal, a zero of either sign, or an end of the range; the others are `UNIT`.
    CONTENTS_SPECIAL,
    /// Any bit pattern.
    CONTENTS_BITS,
};

/// One kernel at one level on a series of cases, each of which leaves a digest of all that the kernel wrote.
///
/// A case takes its memory from the functions below, calls the kernel, and ends with `end_case`. Each piece of memory is an
/// allocation of its own that ends with its last element when AddressSanitizer watches, and with guard bytes when it does not;
/// before it, and between the rows of a matrix, lie guard bytes too. How far it stands from an aligned address changes from
/// piece to piece, from case to case, and with `shift`.
struct trial {
    const struct ck_kernels *kernels;
    /// What `input` and `changed` are filled with.
    enum contents contents;
    const char *level, *group;
    /// Elements by which each piece of memory is moved: results must not depend on it.
    int shift;

    struct piece *pieces;
    int piece_count;
    uint64_t random;
    uint64_t digest;

    /// Finished cases: the digest after each, and its description.
    struct finished_case *cases;
    size_t case_count, case_capacity;
};

struct finished_case {
    char description[112];
    uint64_t digest;
};

void begin_trial(struct trial *trial, const struct ck_kernels *kernels, const char *level, const char *group,
                 enum contents contents, int shift);
void release_trial(struct trial *trial);

/// Hashes what was written, looks at all guard bytes, and frees the case's memory. Ends the program where a kernel wrote
/// outside its memory or into an input.
__attribute__((format(printf, 2, 3))) void end_case(struct trial *trial, const char *description, ...);

/// The number of the case that is being made, from 0: cases take turns at options by it.
size_t case_number(const struct trial *trial);

/// Numbers for a kernel to read.
const float *input(struct trial *trial, ptrdiff_t count);
const float *input_of(struct trial *trial, ptrdiff_t count, enum contents contents);
const float *input_matrix(struct trial *trial, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t row_distance);
const uint8_t *input_bytes(struct trial *trial, ptrdiff_t count);
/// Integers from 0 to below `bound`.
const int32_t *input_indices(struct trial *trial, ptrdiff_t count, int32_t bound);

/// Numbers for a kernel to overwrite, or to read and change.
float *changed(struct trial *trial, ptrdiff_t count);
float *changed_matrix(struct trial *trial, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t row_distance);
double *changed_doubles(struct trial *trial, ptrdiff_t count);
int32_t *changed_integers(struct trial *trial, ptrdiff_t count);

/// Scratch memory: what is in it at the end is the kernel's own affair.
float *workspace(struct trial *trial, ptrdiff_t count);

/// A result that is not in memory.
void digest_result(struct trial *trial, double result);

/// The next number of the case's generator, from 0 to below `bound`.
int random_below(struct trial *trial, int bound);

#endif
