#ifndef MATRIX_PRODUCT_H
#define MATRIX_PRODUCT_H

#include <stdio.h>
#include <stdlib.h>

#include "peer.h"

/// C[m×n] = op(A)·op(B), row-major, as `gemm nt M N K` asks for it: n as it lies, t transposed.
struct matrix_product {
    bool transpose_a, transpose_b;
    long m, n, k;
    float *a, *b, *c;
};

/// Reads a line. Returns whether it asks for a product; then the product's memory is fresh.
static inline bool read_matrix_product(const char *line, struct matrix_product *product) {
    char a, b;
    long m, n, k;
    if (sscanf(line, "gemm %c%c %ld %ld %ld", &a, &b, &m, &n, &k) != 5) return false;
    free(product->a);
    free(product->b);
    free(product->c);
    *product = (struct matrix_product){
        .transpose_a = a == 't',
        .transpose_b = b == 't',
        .m = m,
        .n = n,
        .k = k,
        .a = random_numbers((size_t)(m * k)),
        .b = random_numbers((size_t)(k * n)),
        .c = random_numbers((size_t)(m * n)),
    };
    return true;
}

#endif
