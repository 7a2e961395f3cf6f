// Losses, their sums in double, and their gradients.

/// The lanes of a sum, joined pairwise: (0+8, 1+9, …), then (0+4, …), (0+2, …), 0+1.
INLINE double join(double sum[16]) {
    for (int width = 8; width > 0; width /= 2)
        for (int lane = 0; lane < width; lane++) sum[lane] = sum[lane] + sum[lane + width];
    return sum[0];
}

FUNCTION double squared_error(ptrdiff_t count, const float *y, const float *t, float scale, float *gradient) {
    double sum[16] = {0};
    ptrdiff_t i = 0;
    for (; i + 16 <= count; i += 16)
        for (int lane = 0; lane < 16; lane++) {
            double difference = (double)(y[i + lane] - t[i + lane]);
            sum[lane] = sum[lane] + difference * difference;
        }
    for (int lane = 0; i + lane < count; lane++) {
        double difference = (double)(y[i + lane] - t[i + lane]);
        sum[lane] = sum[lane] + difference * difference;
    }
    if (gradient)
        for (ptrdiff_t j = 0; j < count; j++) gradient[j] = (y[j] - t[j]) * scale;
    return join(sum);
}

FUNCTION double sum_of_magnitudes(ptrdiff_t count, const float *x) {
    double sum[16] = {0};
    for (ptrdiff_t i = 0; i < count; i += 16)
        for (int lane = 0; lane < 16 && i + lane < count; lane++)
            sum[lane] = sum[lane] + (double)__builtin_elementwise_abs(x[i + lane]);
    return join(sum);
}

/// Up to LANES terms of the cross-entropy; also their gradients where wanted.
INLINE vector cross_entropy_terms(vector output, vector target, float scale, vector *gradient) {
    const vector lowest = 1e-7f, highest = 1.0f - 1e-7f;
    output = choose(output < lowest, lowest, output);
    output = choose(output > highest, highest, output);
    vector rest = 1.0f - output;
    *gradient = (output - target) / (output * rest) * scale;
    return -(target * v_log(output) + (1.0f - target) * v_log(rest));
}

FUNCTION double binary_cross_entropy(ptrdiff_t count, const float *y, const float *t, float scale, float *gradient) {
    double sum[16] = {0};
    for (ptrdiff_t i = 0; i < count; i += 16) {
        float terms[16] = {0};
        ptrdiff_t end = count - i < 16 ? count - i : 16;
        for (ptrdiff_t j = 0; j < end; j += LANES) {
            vector slope;
            if (end - j >= LANES) {
                store(terms + j, cross_entropy_terms(load(y + i + j), load(t + i + j), scale, &slope));
                if (gradient) store(gradient + i + j, slope);
            } else {
                ptrdiff_t rest = end - j;
                vector term = cross_entropy_terms(load_first(y + i + j, rest), load_first(t + i + j, rest), scale, &slope);
                store_first(terms + j, term, rest);
                if (gradient) store_first(gradient + i + j, slope, rest);
            }
        }
        for (int lane = 0; lane < 16; lane++) sum[lane] = sum[lane] + (double)terms[lane];
    }
    return join(sum);
}

FUNCTION double softmax_cross_entropy(ptrdiff_t rows, ptrdiff_t classes, const float *x, const int32_t *label,
                                      float scale, float *gradient) {
    double loss = 0;
    for (ptrdiff_t row = 0; row < rows; row++, x += classes) {
        float largest = x[0], sum = 0;
        for (ptrdiff_t c = 1; c < classes; c++) largest = x[c] > largest ? x[c] : largest;
        for (ptrdiff_t c = 0; c < classes; c += LANES) {
            ptrdiff_t rest = classes - c < LANES ? classes - c : LANES;
            vector power = v_exp(load_first(x + c, rest) - largest);
            if (gradient) store_first(gradient + c, power, rest);
            for (ptrdiff_t lane = 0; lane < rest; lane++) sum = sum + power[lane];
        }
        loss = loss + ((double)v_log((vector)(sum))[0] - (double)(x[label[row]] - largest));
        if (!gradient) continue;
        for (ptrdiff_t c = 0; c < classes; c++)
            gradient[c] = (gradient[c] / sum - (c == label[row] ? 1.0f : 0.0f)) * scale;
        gradient += classes;
    }
    return loss;
}
