// Stands in front of glibc's allocator, for the program and for all libraries that it loads.
#include "CAllocationLimit.h"

#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static __thread bool isLimited;
static __thread size_t limit;
// Below 0 where memory is freed that was claimed before.
static __thread ptrdiff_t held;

void beginAllocationLimit(size_t bytes) {
    held = 0;
    limit = bytes;
    isLimited = true;
}

void endAllocationLimit(void) { isLimited = false; }

static void check(size_t more) {
    if (!isLimited || held + (ptrdiff_t)(more > PTRDIFF_MAX / 2 ? PTRDIFF_MAX / 2 : more) <= (ptrdiff_t)limit) return;
    static const char message[] = "== this input takes more memory than the limit\n";
    isLimited = false;
    (void)!write(STDERR_FILENO, message, sizeof message - 1);
    abort();
}

static void *counted(void *memory) {
    if (memory) held += (ptrdiff_t)malloc_usable_size(memory);
    return memory;
}

void *malloc(size_t size) {
    check(size);
    return counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size) {
    size_t product;
    check(__builtin_mul_overflow(count, size, &product) ? SIZE_MAX : product);
    return counted(__libc_calloc(count, size));
}

void *realloc(void *memory, size_t size) {
    ptrdiff_t before = memory ? (ptrdiff_t)malloc_usable_size(memory) : 0;
    // Old and new bytes are held at once where they cannot stay in their place.
    check(size);
    void *moved = __libc_realloc(memory, size);
    if (moved || size == 0) held -= before;
    return counted(moved);
}

void *memalign(size_t alignment, size_t size) {
    check(size);
    return counted(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
    void *claimed = memalign(alignment, size);
    if (!claimed) return ENOMEM;
    *memory = claimed;
    return 0;
}

void free(void *memory) {
    if (memory) held -= (ptrdiff_t)malloc_usable_size(memory);
    __libc_free(memory);
}
