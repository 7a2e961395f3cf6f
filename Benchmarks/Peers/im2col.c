// Our own matrix product on patch matrices (im2col), image by image: what our convolutions would be if they were made so.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"
#include "peer.h"

static struct ck_convolution shape;
static enum { FORWARD, INPUT_GRADIENT, WEIGHT_GRADIENT } direction;
static const struct ck_kernels *kernels;
static ptrdiff_t height, width, patch;
static float *x, *y, *weights, *patches, *workspace;

static float *renew(float *old, ptrdiff_t count) {
    free(old);
    return random_numbers((size_t)count);
}

bool prepare_case(const char *line) {
    char name[16];
    struct ck_convolution *s = &shape;
    long n, h, w, c, f, kh, kw, stride, padding;
    if (sscanf(line, "convolution %15s %ld %ld %ld %ld %ld %ld %ld %ld %ld", name, &n, &h, &w, &c, &f, &kh, &kw, &stride,
               &padding) != 10)
        return false;
    *s = (struct ck_convolution){n, h, w, c, f, kh, kw, stride, padding};
    direction = strcmp(name, "forward") == 0 ? FORWARD : strcmp(name, "input-gradient") == 0 ? INPUT_GRADIENT : WEIGHT_GRADIENT;
    const char *level = getenv("BOTTLENECK_DISPATCH");
    kernels = ck_kernels_at(level && strcmp(level, "x86-64-v3") == 0 ? CK_LEVEL_X86_64_V3 : ck_fastest_level());
    require(kernels != NULL, "no kernels at this level");
    height = ck_convolution_outputs(h, kh, stride, padding);
    width = ck_convolution_outputs(w, kw, stride, padding);
    patch = kh * kw * c;
    ptrdiff_t outputs = height * width, most = 0;
    ptrdiff_t needs[] = {kernels->gemm_workspace(outputs, f, patch), kernels->gemm_workspace(outputs, patch, f),
                         kernels->gemm_workspace(patch, f, outputs)};
    for (int i = 0; i < 3; i++) most = needs[i] > most ? needs[i] : most;
    x = renew(x, n * h * w * c);
    y = renew(y, n * outputs * f);
    weights = renew(weights, patch * f);
    patches = renew(patches, outputs * patch);
    workspace = renew(workspace, most);
    return true;
}

/// Goes through the runs of pixels of all patches of an image: `copy` takes them out, else they are added back.
static void each_run(float *image, bool copy) {
    ptrdiff_t channels = shape.channels, stride = shape.stride;
    float *run = patches;
    for (ptrdiff_t row = 0; row < height; row++)
        for (ptrdiff_t column = 0; column < width; column++)
            for (ptrdiff_t r = 0; r < shape.kernel_height; r++, run += shape.kernel_width * channels) {
                ptrdiff_t line = row * stride + r - shape.padding, first = column * stride - shape.padding;
                ptrdiff_t from = first < 0 ? -first : 0, over = first + shape.kernel_width - shape.width;
                ptrdiff_t to = shape.kernel_width - (over > 0 ? over : 0);
                bool inside = line >= 0 && line < shape.height && to > from;
                if (copy && !(inside && from == 0 && to == shape.kernel_width))
                    memset(run, 0, (size_t)(shape.kernel_width * channels) * sizeof(float));
                if (!inside) continue;
                float *pixels = image + (line * shape.width + first + from) * channels;
                ptrdiff_t count = (to - from) * channels;
                if (copy) memcpy(run + from * channels, pixels, (size_t)count * sizeof(float));
                else
                    for (ptrdiff_t i = 0; i < count; i++) pixels[i] += run[from * channels + i];
            }
}

void run_case(void) {
    ptrdiff_t outputs = height * width, pixels = shape.height * shape.width * shape.channels, filters = shape.filters;
    for (ptrdiff_t image = 0; image < shape.images; image++) {
        float *from = x + image * pixels, *to = y + image * outputs * filters;
        if (direction == INPUT_GRADIENT) {
            kernels->gemm(false, true, outputs, patch, filters, to, filters, weights, filters, false, NULL,
                          CK_ACTIVATION_IDENTITY, patches, patch, workspace);
            memset(from, 0, (size_t)pixels * sizeof(float));
            each_run(from, false);
            continue;
        }
        each_run(from, true);
        if (direction == FORWARD)
            kernels->gemm(false, false, outputs, filters, patch, patches, patch, weights, filters, false, NULL,
                          CK_ACTIVATION_IDENTITY, to, filters, workspace);
        else
            kernels->gemm(true, false, patch, filters, outputs, patches, patch, to, filters, image > 0, NULL,
                          CK_ACTIVATION_IDENTITY, weights, filters, workspace);
    }
}
