// Convolutions as products that never write their patch matrix down. Pixels lie channel by channel, so a patch's row is one run of
// (kernel width · channels) numbers, and neighbouring patches are (stride · channels) numbers apart: the tiles of `tile.h` read
// them where they are. Only the padding needs a copy, of a few image rows at a time. Measured against im2col, which
// writes each number kernel height · kernel width times, this saves about a sixth of the time for 64 → 64 channels, 3×3.

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

/// The taps of one side that fall on the grid of strides for the pixels p ≡ `phase` − padding (modulo the stride).
INLINE ptrdiff_t taps_of_phase(ptrdiff_t kernel, ptrdiff_t stride, ptrdiff_t phase) {
    return phase < kernel ? (kernel - phase + stride - 1) / stride : 0;
}

/// The first and the end of the numbers j for which the pixel j · stride + phase − padding lies inside an image of `length`.
INLINE ptrdiff_t first_of_phase(const struct ck_convolution *shape, ptrdiff_t phase) {
    return phase >= shape->padding ? 0 : (shape->padding - phase + shape->stride - 1) / shape->stride;
}

INLINE ptrdiff_t end_of_phase(const struct ck_convolution *shape, ptrdiff_t length, ptrdiff_t phase) {
    ptrdiff_t last = length - 1 + shape->padding - phase;
    return last < 0 ? 0 : last / shape->stride + 1;
}

/// The frame of a transposed convolution's input: before it as many zeros as a phase has taps less one, after it as many as
/// the last pixel asks for.
INLINE struct frame output_frame(const struct ck_convolution *shape) {
    ptrdiff_t above = taps_of_phase(shape->kernel_height, shape->stride, 0) - 1;
    ptrdiff_t left = taps_of_phase(shape->kernel_width, shape->stride, 0) - 1;
    return (struct frame){
        .height = ck_convolution_outputs(shape->height, shape->kernel_height, shape->stride, shape->padding),
        .width = ck_convolution_outputs(shape->width, shape->kernel_width, shape->stride, shape->padding),
        .channels = shape->filters,
        .above = above,
        .left = left,
        .padded_width = left + end_of_phase(shape, shape->width, 0),
    };
}

/// The weights of one phase as a matrix [taps · filters][channels], taps in the order in which their outputs lie.
FUNCTION void turn_weights(const struct ck_convolution *shape, const float *w, ptrdiff_t phase_y, ptrdiff_t phase_x,
                           float *to) {
    ptrdiff_t channels = shape->channels, filters = shape->filters, stride = shape->stride;
    for (ptrdiff_t y = taps_of_phase(shape->kernel_height, stride, phase_y) - 1; y >= 0; y--)
        for (ptrdiff_t x = taps_of_phase(shape->kernel_width, stride, phase_x) - 1; x >= 0; x--) {
            const float *tap = w + ((phase_y + y * stride) * shape->kernel_width + phase_x + x * stride) * channels * filters;
            for (ptrdiff_t filter = 0; filter < filters; filter++, to += channels)
                for (ptrdiff_t channel = 0; channel < channels; channel++) to[channel] = tap[channel * filters + filter];
        }
}

/// The stride cuts the pixels into phases, stride · stride of them; each phase is a plain convolution of stride 1 with the taps
/// that reach it, so that no product with the zeros between the outputs is ever made.
FUNCTION void convolution_transposed(const struct ck_convolution *shape, const float *y, const float *w,
                                     const float *bias, enum ck_activation f, float *x, float *workspace) {
    struct frame frame = output_frame(shape);
    ptrdiff_t stride = shape->stride, channels = shape->channels, filters = shape->filters;
    ptrdiff_t line = frame.padded_width * filters, size = shape->kernel_height * shape->kernel_width * filters;
    float *weights = workspace, *turned = weights + size * packed_columns(channels), *held = turned + size * channels;
    ptrdiff_t packed = 0;
    for (ptrdiff_t phase_y = 0; phase_y < stride; phase_y++)
        for (ptrdiff_t phase_x = 0; phase_x < stride; phase_x++) {
            ptrdiff_t k = taps_of_phase(shape->kernel_height, stride, phase_y) *
                          taps_of_phase(shape->kernel_width, stride, phase_x) * filters;
            turn_weights(shape, w, phase_y, phase_x, turned);
            pack_weights(k, channels, turned, weights + packed);
            packed += k * packed_columns(channels);
        }
    ptrdiff_t end = end_of_phase(shape, shape->height, 0), at_a_time = rows_at_a_time(line, frame.above + 1, 1);
    for (ptrdiff_t image = 0; image < shape->images; image++) {
        for (ptrdiff_t first = 0; first < end; first += at_a_time) {
            ptrdiff_t rows = end - first < at_a_time ? end - first : at_a_time;
            copy_framed(frame, y + image * frame.height * frame.width * filters, first, rows + frame.above, held);
            const float *phase_weights = weights;
            for (ptrdiff_t phase_y = 0; phase_y < stride; phase_y++)
                for (ptrdiff_t phase_x = 0; phase_x < stride; phase_x++) {
                    ptrdiff_t taps_y = taps_of_phase(shape->kernel_height, stride, phase_y);
                    ptrdiff_t taps_x = taps_of_phase(shape->kernel_width, stride, phase_x);
                    ptrdiff_t k = taps_y * taps_x * filters;
                    ptrdiff_t top = first_of_phase(shape, phase_y), bottom = end_of_phase(shape, shape->height, phase_y);
                    ptrdiff_t left = first_of_phase(shape, phase_x), right = end_of_phase(shape, shape->width, phase_x);
                    if (top < first) top = first;
                    if (bottom > first + rows) bottom = first + rows;
                    if (top < bottom && left < right) {
                        ptrdiff_t row = top * stride + phase_y - shape->padding;
                        ptrdiff_t column = left * stride + phase_x - shape->padding;
                        struct output_rows to = {
                            .rows = bottom - top,
                            .outputs = right - left,
                            .patches = {held + (top - first + frame.above + 1 - taps_y) * line +
                                            (left + frame.left + 1 - taps_x) * filters,
                                        filters, line},
                            .patch_rows = line,
                            .c = x + ((image * shape->height + row) * shape->width + column) * channels,
                            .ldc = stride * channels,
                            .row = stride * shape->width * channels,
                        };
                        convolve_rows(to, taps_x * filters, k, channels, phase_weights);
                    }
                    phase_weights += k * packed_columns(channels);
                }
        }
        ptrdiff_t pixels = shape->height * shape->width;
        if (bias) add_bias_and_activate(f, pixels, channels, bias, x + image * pixels * channels);
    }
}

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
