// How much memory one input may take: libFuzzer's own limit needs a sanitizer that costs half of the speed.
#pragma once

#include <stddef.h>

// From now on, aborts where the calling thread holds more than `bytes` bytes beyond those that it holds now.
void beginAllocationLimit(size_t bytes);

void endAllocationLimit(void);
