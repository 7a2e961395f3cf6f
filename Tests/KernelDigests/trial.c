#include "trial.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TAIL 0
#endif
#endif
#ifndef TAIL
#define TAIL 256
#endif
#define GUARD 0xA5
#define MOST_PIECES 12

enum role { ROLE_INPUT, ROLE_CHANGED, ROLE_WORKSPACE };
enum kind { KIND_FLOAT, KIND_DOUBLE, KIND_INTEGER, KIND_BYTE };

struct piece {
    enum role role;
    enum kind kind;
    ptrdiff_t rows, columns, row_distance;
    size_t element, lead, total;
    unsigned char *memory;
    uint64_t before;
};

/// splitmix64 (Steele, Lea, Flood 2014).
static uint64_t next(struct trial *trial) {
    uint64_t z = trial->random += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

int random_below(struct trial *trial, int bound) { return (int)(next(trial) % (uint64_t)bound); }

/// FNV-1a, in words of 64 bits.
static uint64_t mix(uint64_t digest, uint64_t word) {
    digest = (digest ^ word) * 0x100000001B3u;
    return digest ^ (digest >> 29);
}

/// An element's bits. All NaNs are one: their sign and payload are not part of the contract.
static uint64_t element_bits(enum kind kind, const unsigned char *at) {
    float single;
    double twice;
    int32_t integer;
    uint32_t word;
    uint64_t words;
    switch (kind) {
    case KIND_FLOAT:
        memcpy(&single, at, sizeof single);
        memcpy(&word, at, sizeof word);
        return single != single ? 0x7FC00000u : word;
    case KIND_DOUBLE:
        memcpy(&twice, at, sizeof twice);
        memcpy(&words, at, sizeof words);
        return twice != twice ? 0x7FF8000000000000u : words;
    case KIND_INTEGER: memcpy(&integer, at, sizeof integer); return (uint64_t)(int64_t)integer;
    case KIND_BYTE: break;
    }
    return *at;
}

static unsigned char *row_of(const struct piece *piece, ptrdiff_t row) {
    return piece->memory + piece->lead + (size_t)(row * piece->row_distance) * piece->element;
}

static uint64_t piece_digest(const struct piece *piece) {
    uint64_t digest = 0xCBF29CE484222325u;
    for (ptrdiff_t r = 0; r < piece->rows; r++)
        for (ptrdiff_t c = 0; c < piece->columns; c++)
            digest = mix(digest, element_bits(piece->kind, row_of(piece, r) + (size_t)c * piece->element));
    return digest;
}

static void stop(const struct trial *trial, const char *description, const char *what) {
    fprintf(stderr, "kernel_digests: %s at level %s, shift %d: %s: %s\n", trial->group, trial->level, trial->shift,
            description, what);
    exit(1);
}

static bool is_guard(const unsigned char *from, const unsigned char *to) {
    for (; from < to; from++)
        if (*from != GUARD) return false;
    return true;
}

static bool guards_stand(const struct piece *piece) {
    const unsigned char *at = piece->memory;
    for (ptrdiff_t r = 0; r < piece->rows; r++) {
        const unsigned char *row = row_of(piece, r);
        if (!is_guard(at, row)) return false;
        at = row + (size_t)piece->columns * piece->element;
    }
    return is_guard(at, piece->memory + piece->total);
}

static struct piece *take(struct trial *trial, enum role role, enum kind kind, size_t element, ptrdiff_t rows,
                          ptrdiff_t columns, ptrdiff_t row_distance) {
    if (trial->piece_count == MOST_PIECES) stop(trial, "a case", "takes more pieces of memory than MOST_PIECES");
    struct piece *piece = &trial->pieces[trial->piece_count];
    size_t offset = (trial->case_count + (size_t)trial->piece_count * 3 + (size_t)trial->shift) % 4;
    size_t count = rows > 0 && columns > 0 ? (size_t)((rows - 1) * row_distance + columns) : 0;
    *piece = (struct piece){
        .role = role,
        .kind = kind,
        .rows = count ? rows : 0,
        .columns = columns,
        .row_distance = row_distance,
        .element = element,
        .lead = offset * element,
        .total = (offset + count) * element + TAIL,
    };
    piece->memory = malloc(piece->total);
    if (!piece->memory && piece->total) stop(trial, "a case", "no memory");
    if (piece->total) memset(piece->memory, GUARD, piece->total);
    trial->piece_count++;
    return piece;
}

static float from_bits(uint32_t bits) {
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static float number(struct trial *trial, enum contents contents) {
    static const uint32_t special[] = {
        0x7FC00000, 0xFFC00001, 0x7F800000, 0xFF800000, 0x00000000, 0x80000000, 0x00000001, 0x80000001,
        0x007FFFFF, 0x00800000, 0x80800000, 0x7F7FFFFF, 0xFF7FFFFF, 0x3F800000, 0xBF800000, 0x3F7FFFFF,
    };
    uint64_t random = next(trial);
    float unit = (float)(int32_t)((random & 0xFFFFFF) - 0x800000) * 0x1p-23f;
    switch (contents) {
    case CONTENTS_UNIT: return unit;
    case CONTENTS_WIDE: return unit * 120;
    case CONTENTS_PROBABILITY: return (float)(random % 257) * 0x1p-8f;
    case CONTENTS_SPECIAL: return (random >> 32) % 4 ? unit : from_bits(special[(random >> 40) % 16]);
    case CONTENTS_BITS: return from_bits((uint32_t)(random >> 32));
    }
    return 0;
}

static float *numbers(struct trial *trial, enum role role, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t row_distance,
                      enum contents contents) {
    struct piece *piece = take(trial, role, KIND_FLOAT, sizeof(float), rows, columns, row_distance);
    for (ptrdiff_t r = 0; r < piece->rows; r++) {
        float *row = (float *)(void *)row_of(piece, r);
        for (ptrdiff_t c = 0; c < columns; c++) row[c] = number(trial, contents);
    }
    if (role == ROLE_INPUT) piece->before = piece_digest(piece);
    return (float *)(void *)(piece->memory + piece->lead);
}

const float *input(struct trial *trial, ptrdiff_t count) { return input_of(trial, count, trial->contents); }

const float *input_of(struct trial *trial, ptrdiff_t count, enum contents contents) {
    return numbers(trial, ROLE_INPUT, 1, count, count, contents);
}

const float *input_matrix(struct trial *trial, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t row_distance) {
    return numbers(trial, ROLE_INPUT, rows, columns, row_distance, trial->contents);
}

float *changed(struct trial *trial, ptrdiff_t count) {
    return numbers(trial, ROLE_CHANGED, 1, count, count, trial->contents);
}

float *changed_matrix(struct trial *trial, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t row_distance) {
    return numbers(trial, ROLE_CHANGED, rows, columns, row_distance, trial->contents);
}

const uint8_t *input_bytes(struct trial *trial, ptrdiff_t count) {
    struct piece *piece = take(trial, ROLE_INPUT, KIND_BYTE, 1, 1, count, count);
    uint8_t *bytes = piece->memory + piece->lead;
    for (ptrdiff_t i = 0; i < count; i++) bytes[i] = (uint8_t)next(trial);
    piece->before = piece_digest(piece);
    return bytes;
}

const int32_t *input_indices(struct trial *trial, ptrdiff_t count, int32_t bound) {
    struct piece *piece = take(trial, ROLE_INPUT, KIND_INTEGER, sizeof(int32_t), 1, count, count);
    int32_t *indices = (int32_t *)(void *)(piece->memory + piece->lead);
    for (ptrdiff_t i = 0; i < count; i++) indices[i] = random_below(trial, bound);
    piece->before = piece_digest(piece);
    return indices;
}

double *changed_doubles(struct trial *trial, ptrdiff_t count) {
    struct piece *piece = take(trial, ROLE_CHANGED, KIND_DOUBLE, sizeof(double), 1, count, count);
    return (double *)(void *)(piece->memory + piece->lead);
}

int32_t *changed_integers(struct trial *trial, ptrdiff_t count) {
    struct piece *piece = take(trial, ROLE_CHANGED, KIND_INTEGER, sizeof(int32_t), 1, count, count);
    return (int32_t *)(void *)(piece->memory + piece->lead);
}

float *workspace(struct trial *trial, ptrdiff_t count) {
    // Bits of which every word is a NaN: a kernel that reads scratch it has not written shows it.
    struct piece *piece = take(trial, ROLE_WORKSPACE, KIND_FLOAT, sizeof(float), 1, count, count);
    if (count > 0) memset(piece->memory + piece->lead, 0xFF, (size_t)count * sizeof(float));
    return (float *)(void *)(piece->memory + piece->lead);
}

void digest_result(struct trial *trial, double result) {
    trial->digest = mix(trial->digest, element_bits(KIND_DOUBLE, (const unsigned char *)&result));
}

size_t case_number(const struct trial *trial) { return trial->case_count; }

void begin_trial(struct trial *trial, const struct ck_kernels *kernels, const char *level, const char *group,
                 enum contents contents, int shift) {
    *trial = (struct trial){.kernels = kernels, .contents = contents, .level = level, .group = group, .shift = shift};
    trial->digest = 0xCBF29CE484222325u;
    trial->pieces = malloc(MOST_PIECES * sizeof *trial->pieces);
    if (!trial->pieces) stop(trial, "the first case", "no memory");
}

void release_trial(struct trial *trial) {
    free(trial->pieces);
    free(trial->cases);
}

void end_case(struct trial *trial, const char *format, ...) {
    if (trial->case_count == trial->case_capacity) {
        trial->case_capacity = trial->case_capacity ? 2 * trial->case_capacity : 256;
        trial->cases = realloc(trial->cases, trial->case_capacity * sizeof *trial->cases);
        if (!trial->cases) stop(trial, "a case", "no memory");
    }
    struct finished_case *finished = &trial->cases[trial->case_count];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(finished->description, sizeof finished->description, format, arguments);
    va_end(arguments);
    for (int i = 0; i < trial->piece_count; i++) {
        struct piece *piece = &trial->pieces[i];
        if (!guards_stand(piece)) stop(trial, finished->description, "wrote outside its memory");
        if (piece->role == ROLE_INPUT && piece_digest(piece) != piece->before)
            stop(trial, finished->description, "wrote into an input");
        if (piece->role == ROLE_CHANGED) trial->digest = mix(trial->digest, piece_digest(piece));
        free(piece->memory);
    }
    trial->piece_count = 0;
    finished->digest = trial->digest;
    trial->case_count++;
    trial->random = trial->case_count;
}
