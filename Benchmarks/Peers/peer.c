#include "peer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/// The shortest time that is measured, in nanoseconds.
#define SHORTEST 20e6

void require(bool condition, const char *what) {
    if (condition) return;
    fprintf(stderr, "peer: %s failed\n", what);
    exit(1);
}

float *random_numbers(size_t count) {
    float *numbers = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64 + 64);
    require(numbers, "aligned_alloc");
    uint32_t state = 1;
    for (size_t i = 0; i < count; i++) {
        state = state * 1664525 + 1013904223;
        numbers[i] = (float)(int32_t)state * 0x1p-31f;
    }
    return numbers;
}

/// CPU time of all threads: a library that starts helpers gains nothing by it.
static double cpu_time(void) {
    struct timespec now;
    require(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0, "clock_gettime");
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static double time_of(long calls) {
    double start = cpu_time();
    for (long i = 0; i < calls; i++) run_case();
    return cpu_time() - start;
}

/// How many calls last at least `SHORTEST`, after one that is not timed: the first of a process may compile its code.
static long sufficient_calls(void) {
    run_case();
    for (long calls = 1;; calls *= 2)
        if (time_of(calls) >= SHORTEST) return calls;
}

int main(void) {
    char line[256], prepared[256] = "";
    bool supported = false;
    long calls = 1;
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        if (strcmp(line, prepared) != 0) {
            memcpy(prepared, line, sizeof prepared);
            supported = prepare_case(line);
            if (supported) calls = sufficient_calls();
        }
        if (supported) printf("%.3f\n", time_of(calls) / (double)calls);
        else puts("unsupported");
        fflush(stdout);
    }
    return 0;
}
