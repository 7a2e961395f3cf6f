// Max pooling and its kin: pixels are picked, put back, copied and summed, channel by channel.

/// A group of channels of one window; the last group may reach back into the one before.
INLINE void pool_group(const struct ck_pooling *shape, ptrdiff_t row, ptrdiff_t column, ptrdiff_t channel, ptrdiff_t width,
                       const float *image, float *y, int32_t *index) {
    integers lanes, found = 0;
    for (int lane = 0; lane < LANES; lane++) lanes[lane] = lane;
    vector largest = 0;
    for (ptrdiff_t r = row; r < row + shape->window; r++)
        for (ptrdiff_t s = column; s < column + shape->window; s++) {
            ptrdiff_t place = (r * shape->width + s) * shape->channels + channel;
            vector x = load_group(image + place, width);
            integers better = (x > largest) | ((x != x) & (largest == largest));
            if (r == row && s == column) better = (integers)(-1);
            largest = choose(better, x, largest);
            found = better ? (integers)((int32_t)place) : found;
        }
    found = found + lanes;
    if (width == LANES) {
        store(y, largest);
        memcpy(index, &found, sizeof found);
        return;
    }
    store_first(y, largest, width);
    for (ptrdiff_t lane = 0; lane < width; lane++) index[lane] = found[lane];
}

FUNCTION void max_pool(const struct ck_pooling *shape, const float *x, float *y, int32_t *index) {
    ptrdiff_t channels = shape->channels;
    for (ptrdiff_t image = 0; image < shape->images; image++, x += shape->height * shape->width * channels)
        for (ptrdiff_t row = 0; row + shape->window <= shape->height; row += shape->stride)
            for (ptrdiff_t column = 0; column + shape->window <= shape->width; column += shape->stride) {
                for (ptrdiff_t c = 0; c < channels; c += LANES) {
                    ptrdiff_t first = c + LANES > channels && channels >= LANES ? channels - LANES : c;
                    ptrdiff_t width = channels < LANES ? channels : LANES;
                    pool_group(shape, row, column, first, width, x, y + first, index + first);
                }
                y += channels;
                index += channels;
            }
}

FUNCTION void scatter(ptrdiff_t images, ptrdiff_t count, ptrdiff_t out_count, const float *x, const int32_t *index, float *out) {
    memset(out, 0, (size_t)(images * out_count) * sizeof(float));
    for (ptrdiff_t image = 0; image < images; image++, x += count, index += count, out += out_count)
        for (ptrdiff_t i = 0; i < count; i++) out[index[i]] = out[index[i]] + x[i];
}

FUNCTION void gather(ptrdiff_t images, ptrdiff_t count, ptrdiff_t x_count, const float *x, const int32_t *index, float *out) {
    for (ptrdiff_t image = 0; image < images; image++, x += x_count, index += count, out += count)
        for (ptrdiff_t i = 0; i < count; i++) out[i] = x[index[i]];
}

FUNCTION void upsample(ptrdiff_t images, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t factor,
                       const float *x, float *out) {
    for (ptrdiff_t row = 0; row < images * height * factor; row++)
        for (ptrdiff_t column = 0; column < width * factor; column++, out += channels)
            memcpy(out, x + (row / factor * width + column / factor) * channels, (size_t)channels * sizeof(float));
}

FUNCTION void downsample(ptrdiff_t images, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t factor,
                         const float *x, float *out) {
    memset(out, 0, (size_t)(images * height * width * channels) * sizeof(float));
    for (ptrdiff_t row = 0; row < images * height * factor; row++)
        for (ptrdiff_t column = 0; column < width * factor; column++, x += channels) {
            float *to = out + (row / factor * width + column / factor) * channels;
            for (ptrdiff_t c = 0; c < channels; c++) to[c] = to[c] + x[c];
        }
}
