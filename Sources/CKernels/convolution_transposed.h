// The transpose of a convolution. The stride cuts the pixels into phases, stride · stride of them; each phase is a plain convolution of
// stride 1 with the taps that reach it, so that no product with the zeros between the outputs is ever made.

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
