// OpenBLAS as a peer: matrix products.
#include <cblas.h>

#include "matrix_product.h"

static struct matrix_product product;

bool prepare_case(const char *line) { return read_matrix_product(line, &product); }

void run_case(void) {
    struct matrix_product *p = &product;
    cblas_sgemm(CblasRowMajor, p->transpose_a ? CblasTrans : CblasNoTrans, p->transpose_b ? CblasTrans : CblasNoTrans,
                (int)p->m, (int)p->n, (int)p->k, 1, p->a, (int)(p->transpose_a ? p->m : p->k), p->b,
                (int)(p->transpose_b ? p->k : p->n), 0, p->c, (int)p->n);
}
