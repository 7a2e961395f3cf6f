// oneDNN as a peer: matrix products, convolutions and elementwise functions.
#include "onednn_primitives.h"

#include <string.h>

#include "matrix_product.h"

static struct matrix_product product;
static struct primitive primitive;
static bool is_product;

bool prepare_case(const char *line) {
    is_product = read_matrix_product(line, &product);
    if (is_product) return true;
    release_primitive(&primitive);
    if (strncmp(line, "convolution ", 12) == 0) return make_convolution(line, &primitive);
    return make_elementwise(line, &primitive);
}

void run_case(void) {
    if (!is_product) {
        run_primitive(&primitive);
        return;
    }
    struct matrix_product *p = &product;
    require(dnnl_sgemm(p->transpose_a ? 'T' : 'N', p->transpose_b ? 'T' : 'N', p->m, p->n, p->k, 1, p->a,
                       p->transpose_a ? p->m : p->k, p->b, p->transpose_b ? p->k : p->n, 0, p->c,
                       p->n) == dnnl_success,
            "dnnl_sgemm");
}
