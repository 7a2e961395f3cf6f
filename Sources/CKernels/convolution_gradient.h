// The gradient of a convolution by its weights: a product whose inner length runs over all outputs of a minibatch.

/// One panel of gradients against a run of the patches' numbers: `count` rows of the weights' gradient. Row r of the outputs has
/// its patches at `patches[r]`, `step` apart.
INLINE void weight_gradient_panel(int vectors, ptrdiff_t count, ptrdiff_t rows, ptrdiff_t outputs,
                                  const float *const *patches, ptrdiff_t offset, ptrdiff_t step, const float *panel,
                                  ptrdiff_t width, bool adds, float *c, ptrdiff_t ldc) {
    for (ptrdiff_t tiles = (count + TILE_ROWS - 1) / TILE_ROWS; tiles > 0; tiles--) {
        ptrdiff_t height = (count + tiles - 1) / tiles;
#define TILE_OF(tile_rows)                                                                                             \
    {                                                                                                                  \
        sums sum;                                                                                                      \
        clear(tile_rows, sum);                                                                                         \
        for (ptrdiff_t r = 0; r < rows; r++)                                                                           \
            accumulate_products(tile_rows, vectors, sum, outputs, patches[r] + offset, 1, step,                        \
                                panel + r * outputs * vectors * LANES);                                                \
        store_tile(tile_rows, vectors, sum, width, adds, c, ldc);                                                      \
    }
        EACH_HEIGHT(height, TILE_OF)
#undef TILE_OF
        offset += height;
        c += height * ldc;
        count -= height;
    }
}

FUNCTION void weight_gradient_pair(ptrdiff_t count, ptrdiff_t rows, ptrdiff_t outputs, const float *const *patches,
                                   ptrdiff_t offset, ptrdiff_t step, const float *panel, ptrdiff_t width, bool adds,
                                   float *c, ptrdiff_t ldc) {
    weight_gradient_panel(2, count, rows, outputs, patches, offset, step, panel, width, adds, c, ldc);
}

FUNCTION void weight_gradient_single(ptrdiff_t count, ptrdiff_t rows, ptrdiff_t outputs, const float *const *patches,
                                     ptrdiff_t offset, ptrdiff_t step, const float *panel, ptrdiff_t width, bool adds,
                                     float *c, ptrdiff_t ldc) {
    weight_gradient_panel(1, count, rows, outputs, patches, offset, step, panel, width, adds, c, ldc);
}

/// The patches of some rows of outputs, counted through all images from `first`; framed lines are copied to `held`.
FUNCTION void find_patches(const struct ck_convolution *shape, const float *x, ptrdiff_t height, ptrdiff_t first,
                           ptrdiff_t rows, float *held, const float **patches) {
    struct frame frame = input_frame(shape);
    ptrdiff_t line = frame.padded_width * shape->channels, stride = shape->stride;
    for (ptrdiff_t r = 0; r < rows;) {
        ptrdiff_t row = (first + r) % height, count = height - row < rows - r ? height - row : rows - r;
        const float *image = x + (first + r) / height * shape->height * shape->width * shape->channels;
        ptrdiff_t lines = (count - 1) * stride + shape->kernel_height;
        if (shape->padding > 0) copy_framed(frame, image, row * stride, lines, held);
        for (ptrdiff_t i = 0; i < count; i++)
            patches[r + i] = shape->padding > 0 ? held + i * stride * line : image + (row + i) * stride * line;
        held += lines * line;
        r += count;
    }
}

FUNCTION void convolution_weight_gradient(const struct ck_convolution *shape, const float *x, const float *dy,
                                          bool accumulate, float *dw, float *workspace) {
    ptrdiff_t height = ck_convolution_outputs(shape->height, shape->kernel_height, shape->stride, shape->padding);
    ptrdiff_t width = ck_convolution_outputs(shape->width, shape->kernel_width, shape->stride, shape->padding);
    ptrdiff_t filters = shape->filters, run = shape->kernel_width * shape->channels;
    ptrdiff_t line = (shape->width + 2 * shape->padding) * shape->channels, step = shape->stride * shape->channels;
    ptrdiff_t block = ck_convolution_block_rows(width), all = shape->images * height;
    if (all == 0 && !accumulate) memset(dw, 0, (size_t)(shape->kernel_height * run * filters) * sizeof(float));
    float *panel = workspace, *held = workspace + block * width * PANEL;
    for (ptrdiff_t first = 0; first < all; first += block) {
        ptrdiff_t rows = all - first < block ? all - first : block;
        bool adds = accumulate || first > 0;
        const float *patches[CK_GEMM_LONGEST_BLOCK];
        find_patches(shape, x, height, first, rows, held, patches);
        for (ptrdiff_t column = 0; column < filters; column += PANEL) {
            ptrdiff_t columns = panel_columns(filters, column);
            ptrdiff_t panel_width = filters - column < columns ? filters - column : columns;
            pack_panel(false, rows * width, panel_width, columns, dy + first * width * filters + column, filters, panel);
            for (ptrdiff_t r = 0; r < shape->kernel_height; r++)
                (columns == PANEL ? weight_gradient_pair : weight_gradient_single)(
                    run, rows, width, patches, r * line, step, panel, panel_width, adds, dw + r * run * filters + column,
                    filters);
        }
    }
}

/// What the three need at most: packed weights or gradients, and the image lines they hold.
FUNCTION ptrdiff_t convolution_workspace(const struct ck_convolution *shape) {
    struct frame input = input_frame(shape), output = output_frame(shape);
    ptrdiff_t taps = shape->kernel_height * shape->kernel_width, stride = shape->stride;
    ptrdiff_t input_line = input.padded_width * shape->channels, output_line = output.padded_width * shape->filters;
    ptrdiff_t forward = taps * shape->channels * packed_columns(shape->filters) +
                        input_line * ((rows_at_a_time(input_line, shape->kernel_height, stride) - 1) * stride +
                                      shape->kernel_height);
    ptrdiff_t transposed = taps * shape->filters * (packed_columns(shape->channels) + shape->channels) +
                           output_line * (rows_at_a_time(output_line, output.above + 1, 1) + output.above);
    ptrdiff_t block = ck_convolution_block_rows(output.width);
    ptrdiff_t lines = stride > shape->kernel_height ? stride : shape->kernel_height;
    ptrdiff_t gradient = block * output.width * PANEL + block * lines * input_line;
    ptrdiff_t most = forward > transposed ? forward : transposed;
    return most > gradient ? most : gradient;
}
