// Convolutions as products that never write their patch matrix down. Pixels lie channel by channel, so a patch's row is one run of
// (kernel width · channels) numbers, and neighbouring patches are (stride · channels) numbers apart: the tiles of `tile.h` read
// them where they are. Only the padding needs a copy, of a few image rows at a time; im2col would write each number kernel height ·
// kernel width times.
//
// Measured against im2col on the same product of matrices (Benchmarks/RESULTS.md, column “im2col”): 1.1 to 1.2 times as fast from 64
// channels to 64, mostly 1.3 to 10 times where one side has few channels, since writing patches down costs as much there as multiplying;
// a weight gradient of few channels is at 0.9 to 1.3.
// It is slower where an image is about as small as the kernel: of an input gradient, 12×12 pixels from 8×8 by 5×5, more than half
// the factors are the frame's zeros, which im2col never multiplies.

/// Padded image rows that are held at a time, in floats: with the weights they should fit the second-level cache.
#define ROWS_HELD 32768

/// Patches of one row of outputs, one after the other: patch i begins at `first + i * step`, and a patch's row r lies
/// `r * pitch` further.
struct patches {
    const float *first;
    ptrdiff_t step, pitch;
};

/// A part of K that lies in one row of a patch.
struct run {
    ptrdiff_t offset, length;
};

/// Cuts the part `first ..< end` of K at the ends of a patch's rows, each `row` numbers long; the count of runs.
INLINE ptrdiff_t runs_between(ptrdiff_t first, ptrdiff_t end, ptrdiff_t row, ptrdiff_t pitch, struct run *runs) {
    ptrdiff_t count = 0;
    while (first < end) {
        ptrdiff_t r = first / row, stop = (r + 1) * row < end ? (r + 1) * row : end;
        runs[count++] = (struct run){r * pitch + first - r * row, stop - first};
        first = stop;
    }
    return count;
}

/// One row of outputs times one panel of weights.
INLINE void convolution_panel(int vectors, ptrdiff_t outputs, const struct run *runs, ptrdiff_t run_count,
                              struct patches patches, const float *panel, ptrdiff_t width, bool adds, float *c,
                              ptrdiff_t ldc) {
    for (ptrdiff_t tiles = (outputs + TILE_ROWS - 1) / TILE_ROWS; tiles > 0; tiles--) {
        ptrdiff_t height = (outputs + tiles - 1) / tiles;
#define TILE_OF(rows)                                                                                                  \
    {                                                                                                                  \
        sums sum;                                                                                                      \
        const float *line = panel;                                                                                     \
        clear(rows, sum);                                                                                              \
        for (ptrdiff_t r = 0; r < run_count; r++) {                                                                    \
            accumulate_products(rows, vectors, sum, runs[r].length, patches.first + runs[r].offset, patches.step, 1, line); \
            line += runs[r].length * vectors * LANES;                                                                  \
        }                                                                                                              \
        store_tile(rows, vectors, sum, width, adds, c, ldc);                                                           \
    }
        EACH_HEIGHT(height, TILE_OF)
#undef TILE_OF
        patches.first += height * patches.step;
        c += height * ldc;
        outputs -= height;
    }
}

/// Some rows of outputs: all their products with the weights, bias and activation.
struct output_rows {
    ptrdiff_t rows, outputs;
    struct patches patches;
    /// From one row's patches to the next row's.
    ptrdiff_t patch_rows;
    float *c;
    /// From one output to the next, and from one row to the next.
    ptrdiff_t ldc, row;
};

FUNCTION void convolve_rows_pair(struct output_rows to, const struct run *runs, ptrdiff_t run_count, const float *panel,
                                 ptrdiff_t width, bool adds) {
    for (ptrdiff_t r = 0; r < to.rows; r++) {
        convolution_panel(2, to.outputs, runs, run_count, to.patches, panel, width, adds, to.c + r * to.row, to.ldc);
        to.patches.first += to.patch_rows;
    }
}

FUNCTION void convolve_rows_single(struct output_rows to, const struct run *runs, ptrdiff_t run_count, const float *panel,
                                   ptrdiff_t width, bool adds) {
    for (ptrdiff_t r = 0; r < to.rows; r++) {
        convolution_panel(1, to.outputs, runs, run_count, to.patches, panel, width, adds, to.c + r * to.row, to.ldc);
        to.patches.first += to.patch_rows;
    }
}

/// Packs a matrix of weights [k][n] block by block, each block panel by panel.
FUNCTION void pack_weights(ptrdiff_t k, ptrdiff_t n, const float *w, float *to) {
    ptrdiff_t block = ck_gemm_block_length(k);
    for (ptrdiff_t first = 0; first < k; first += block) {
        ptrdiff_t length = k - first < block ? k - first : block;
        for (ptrdiff_t column = 0; column < n; column += PANEL) {
            ptrdiff_t columns = panel_columns(n, column), width = n - column < columns ? n - column : columns;
            pack_panel(false, length, width, columns, w + first * n + column, n, to);
            to += length * columns;
        }
    }
}

/// `patch_row` is the length of a patch's row, `k` that of a whole patch, `n` the count of values an output has.
FUNCTION void convolve_rows(struct output_rows to, ptrdiff_t patch_row, ptrdiff_t k, ptrdiff_t n, const float *weights) {
    if (k == 0)
        for (ptrdiff_t r = 0; r < to.rows; r++)
            for (ptrdiff_t i = 0; i < to.outputs; i++) memset(to.c + r * to.row + i * to.ldc, 0, (size_t)n * sizeof(float));
    ptrdiff_t block = ck_gemm_block_length(k);
    for (ptrdiff_t first = 0; first < k; first += block) {
        ptrdiff_t length = k - first < block ? k - first : block;
        struct run runs[CK_GEMM_LONGEST_BLOCK];
        ptrdiff_t run_count = runs_between(first, first + length, patch_row, to.patches.pitch, runs);
        for (ptrdiff_t column = 0; column < n; column += PANEL) {
            ptrdiff_t columns = panel_columns(n, column), width = n - column < columns ? n - column : columns;
            struct output_rows part = to;
            part.c += column;
            (columns == PANEL ? convolve_rows_pair : convolve_rows_single)(part, runs, run_count, weights, width, first > 0);
            weights += length * columns;
        }
    }
}

/// An image with zeros round it, of which a part is copied at a time: `left` and `above` zeros, `width` pixels a line in all.
struct frame {
    ptrdiff_t height, width, channels, above, left, padded_width;
};

/// Copies `rows` lines of the framed image, from line `first` on.
FUNCTION void copy_framed(struct frame frame, const float *image, ptrdiff_t first, ptrdiff_t rows, float *to) {
    ptrdiff_t line = frame.padded_width * frame.channels, left = frame.left * frame.channels;
    ptrdiff_t pixels = frame.width < frame.padded_width - frame.left ? frame.width : frame.padded_width - frame.left;
    if (pixels < 0) pixels = 0;
    for (ptrdiff_t r = first - frame.above; r < first - frame.above + rows; r++, to += line) {
        if (r < 0 || r >= frame.height || pixels == 0) {
            memset(to, 0, (size_t)line * sizeof(float));
            continue;
        }
        ptrdiff_t length = pixels * frame.channels;
        memset(to, 0, (size_t)left * sizeof(float));
        memcpy(to + left, image + r * frame.width * frame.channels, (size_t)length * sizeof(float));
        memset(to + left + length, 0, (size_t)(line - left - length) * sizeof(float));
    }
}

/// The frame of a forward convolution's images.
INLINE struct frame input_frame(const struct ck_convolution *shape) {
    return (struct frame){shape->height,  shape->width,   shape->channels, shape->padding,
                          shape->padding, shape->width + 2 * shape->padding};
}

/// Rows of outputs that are made at a time from lines of `line` floats, each needing `kernel` lines, `stride` from the last.
INLINE ptrdiff_t rows_at_a_time(ptrdiff_t line, ptrdiff_t kernel, ptrdiff_t stride) {
    ptrdiff_t lines = ROWS_HELD / line;
    return lines > kernel ? (lines - kernel) / stride + 1 : 1;
}

FUNCTION void convolution_forward(const struct ck_convolution *shape, const float *x, const float *w, const float *bias,
                                  enum ck_activation f, float *y, float *workspace) {
    struct frame frame = input_frame(shape);
    ptrdiff_t height = ck_convolution_outputs(shape->height, shape->kernel_height, shape->stride, shape->padding);
    ptrdiff_t width = ck_convolution_outputs(shape->width, shape->kernel_width, shape->stride, shape->padding);
    ptrdiff_t line = frame.padded_width * shape->channels, row = shape->kernel_width * shape->channels;
    ptrdiff_t k = shape->kernel_height * row;
    ptrdiff_t at_a_time = shape->padding == 0 ? height : rows_at_a_time(line, shape->kernel_height, shape->stride);
    float *weights = workspace, *held = workspace + k * packed_columns(shape->filters);
    pack_weights(k, shape->filters, w, weights);
    for (ptrdiff_t image = 0; image < shape->images; image++) {
        const float *pixels = x + image * shape->height * shape->width * shape->channels;
        for (ptrdiff_t first = 0; first < height; first += at_a_time) {
            ptrdiff_t rows = height - first < at_a_time ? height - first : at_a_time;
            if (shape->padding > 0)
                copy_framed(frame, pixels, first * shape->stride, (rows - 1) * shape->stride + shape->kernel_height, held);
            struct output_rows to = {
                .rows = rows,
                .outputs = width,
                .patches = {shape->padding > 0 ? held : pixels + first * shape->stride * line,
                            shape->stride * shape->channels, line},
                .patch_rows = shape->stride * line,
                .c = y + (image * height + first) * width * shape->filters,
                .ldc = shape->filters,
                .row = width * shape->filters,
            };
            convolve_rows(to, row, k, shape->filters, weights);
            if (bias) add_bias_and_activate(f, rows * width, shape->filters, bias, to.c);
        }
    }
}
