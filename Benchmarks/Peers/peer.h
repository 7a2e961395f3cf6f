#ifndef PEER_H
#define PEER_H

#include <stdbool.h>
#include <stddef.h>

/// What a peer program is made of: a main loop in peer.c, and one library's cases, which define the two functions below.
///
/// The protocol: a line names a case, the answer is one line with the nanoseconds of CPU time that one call takes, or
/// `unsupported`. Lines are told in Benchmarks/README.md.

/// Makes a case ready and warm. Returns whether the library has it.
bool prepare_case(const char *line);
/// Calls the library once, on the case that was prepared last.
void run_case(void);

/// Single-precision numbers in [−1, 1), at a 64-byte boundary; ends the program where there is no memory.
float *random_numbers(size_t count);
/// Ends the program with a message unless `condition` holds.
void require(bool condition, const char *what);

#endif
