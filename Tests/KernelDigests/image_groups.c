#include "groups.h"

typedef void convolution_case(struct trial *trial, const struct ck_convolution *shape);

static ptrdiff_t output_count(const struct ck_convolution *s) {
    return s->images * ck_convolution_outputs(s->height, s->kernel_height, s->stride, s->padding) *
           ck_convolution_outputs(s->width, s->kernel_width, s->stride, s->padding) * s->filters;
}

static ptrdiff_t input_count(const struct ck_convolution *s) { return s->images * s->height * s->width * s->channels; }

static ptrdiff_t weight_count(const struct ck_convolution *s) {
    return s->kernel_height * s->kernel_width * s->channels * s->filters;
}

static void end_convolution(struct trial *trial, const struct ck_convolution *s, const char *options, int option) {
    end_case(trial, "%td x %tdx%tdx%td, kernel %tdx%td, %td filters, stride %td, padding %td, %s %d", s->images,
             s->height, s->width, s->channels, s->kernel_height, s->kernel_width, s->filters, s->stride, s->padding,
             options, option);
}

static void forward(struct trial *trial, const struct ck_convolution *shape) {
    size_t number = case_number(trial);
    enum ck_activation f = (enum ck_activation)(number % 4);
    const float *bias = number % 3 ? input(trial, shape->filters) : NULL;
    const float *x = input(trial, input_count(shape)), *w = input(trial, weight_count(shape));
    float *y = changed(trial, output_count(shape));
    float *scratch = workspace(trial, trial->kernels->convolution_workspace(shape));
    trial->kernels->convolution_forward(shape, x, w, bias, f, y, scratch);
    end_convolution(trial, shape, bias ? "bias, activation" : "no bias, activation", f);
}

static void transposed(struct trial *trial, const struct ck_convolution *shape) {
    size_t number = case_number(trial);
    enum ck_activation f = (enum ck_activation)(number % 4);
    const float *bias = number % 3 ? input(trial, shape->channels) : NULL;
    const float *y = input(trial, output_count(shape)), *w = input(trial, weight_count(shape));
    float *x = changed(trial, input_count(shape));
    float *scratch = workspace(trial, trial->kernels->convolution_workspace(shape));
    trial->kernels->convolution_transposed(shape, y, w, bias, f, x, scratch);
    end_convolution(trial, shape, bias ? "bias, activation" : "no bias, activation", f);
}

static void weight_gradient(struct trial *trial, const struct ck_convolution *shape) {
    bool accumulate = case_number(trial) % 2;
    const float *x = input(trial, input_count(shape)), *dy = input(trial, output_count(shape));
    float *dw = changed(trial, weight_count(shape));
    float *scratch = workspace(trial, trial->kernels->convolution_workspace(shape));
    trial->kernels->convolution_weight_gradient(shape, x, dy, accumulate, dw, scratch);
    end_convolution(trial, shape, "accumulate", accumulate);
}

/// Images, kernels, strides and paddings of all small sizes; numbers of images, channels and filters take turns.
static void small_shapes(struct trial *trial, convolution_case *run) {
    static const ptrdiff_t sides[] = {1, 2, 3, 5, 6}, kernels[] = {1, 2, 3, 5};
    static const ptrdiff_t channels[] = {1, 2, 3, 5, 9}, filters[] = {1, 3, 4, 8, 17, 33, 2};
    for (size_t h = 0; h < LENGTH(sides); h++)
        for (size_t w = 0; w < LENGTH(sides); w++)
            for (size_t kh = 0; kh < LENGTH(kernels); kh++)
                for (size_t kw = 0; kw < LENGTH(kernels); kw++)
                    for (ptrdiff_t stride = 1; stride <= 3; stride++)
                        for (ptrdiff_t padding = 0; padding <= 2; padding++) {
                            size_t number = case_number(trial);
                            struct ck_convolution shape = {
                                .images = 1 + (ptrdiff_t)(number % 3 == 0),
                                .height = sides[h],
                                .width = sides[w],
                                .channels = channels[number % LENGTH(channels)],
                                .filters = filters[number % LENGTH(filters)],
                                .kernel_height = kernels[kh],
                                .kernel_width = kernels[kw],
                                .stride = stride,
                                .padding = padding,
                            };
                            bool fits = shape.kernel_height <= shape.height + 2 * padding &&
                                        shape.kernel_width <= shape.width + 2 * padding;
                            if (fits) run(trial, &shape);
                        }
}

/// The papers' layers on fewer and smaller images, and rows of outputs longer than a block.
static void layer_shapes(struct trial *trial, convolution_case *run) {
    static const struct ck_convolution shapes[] = {
        {1, 13, 13, 64, 64, 3, 3, 1, 1},  {2, 21, 21, 1, 64, 3, 3, 1, 1},  {2, 21, 21, 64, 1, 3, 3, 1, 1},
        {1, 21, 21, 3, 64, 3, 3, 1, 1},   {1, 21, 21, 64, 3, 3, 3, 1, 1},  {5, 28, 28, 1, 25, 3, 3, 3, 1},
        {2, 28, 28, 1, 10, 5, 5, 1, 0},   {3, 12, 12, 10, 20, 5, 5, 1, 0}, {7, 5, 5, 25, 10, 3, 3, 2, 1},
        {4, 5, 5, 25, 10, 3, 3, 2, 0},    {2, 15, 15, 10, 25, 5, 5, 3, 1}, {3, 28, 28, 1, 10, 2, 2, 2, 1},
        {1, 3, 410, 2, 5, 3, 3, 1, 1},    {2, 50, 50, 1, 2, 3, 3, 1, 1},   {3, 7, 19, 47, 6, 3, 3, 1, 1},
    };
    for (size_t i = 0; i < LENGTH(shapes); i++) run(trial, &shapes[i]);
}

static void small_forward(struct trial *trial) { small_shapes(trial, forward); }
static void small_transposed(struct trial *trial) { small_shapes(trial, transposed); }
static void small_weight_gradient(struct trial *trial) { small_shapes(trial, weight_gradient); }
static void layers_forward(struct trial *trial) { layer_shapes(trial, forward); }
static void layers_transposed(struct trial *trial) { layer_shapes(trial, transposed); }
static void layers_weight_gradient(struct trial *trial) { layer_shapes(trial, weight_gradient); }

static void pooling(struct trial *trial) {
    static const ptrdiff_t channels[] = {1, 3, 8, 10, 16, 25, 37};
    for (ptrdiff_t height = 1; height <= 7; height++)
        for (ptrdiff_t width = 1; width <= 7; width++)
            for (ptrdiff_t window = 1; window <= 3 && window <= height && window <= width; window++)
                for (ptrdiff_t stride = 1; stride <= 3; stride++) {
                    struct ck_pooling shape = {2, height, width, channels[case_number(trial) % LENGTH(channels)],
                                               window, stride};
                    ptrdiff_t rows = (height - window) / stride + 1, columns = (width - window) / stride + 1;
                    ptrdiff_t count = shape.images * rows * columns * shape.channels;
                    const float *x = input(trial, shape.images * height * width * shape.channels);
                    float *y = changed(trial, count);
                    int32_t *index = changed_integers(trial, count);
                    trial->kernels->max_pool(&shape, x, y, index);
                    end_case(trial, "%tdx%tdx%td, window %td, stride %td", height, width, shape.channels, window,
                             stride);
                }
}

static void scattering(struct trial *trial) {
    for (ptrdiff_t count = 0; count <= 40; count++)
        for (ptrdiff_t out_count = 1; out_count <= 81; out_count += 16) {
            ptrdiff_t images = 1 + count % 3;
            const float *x = input(trial, images * count);
            const int32_t *index = input_indices(trial, images * count, (int32_t)out_count);
            trial->kernels->scatter(images, count, out_count, x, index, changed(trial, images * out_count));
            end_case(trial, "%td x %td to %td", images, count, out_count);
        }
}

static void gathering(struct trial *trial) {
    for (ptrdiff_t count = 0; count <= 40; count++)
        for (ptrdiff_t x_count = 1; x_count <= 81; x_count += 16) {
            ptrdiff_t images = 1 + count % 3;
            const float *x = input(trial, images * x_count);
            const int32_t *index = input_indices(trial, images * count, (int32_t)x_count);
            trial->kernels->gather(images, count, x_count, x, index, changed(trial, images * count));
            end_case(trial, "%td x %td from %td", images, count, x_count);
        }
}

typedef void resampling_case(struct trial *trial, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t factor);

static void resampling(struct trial *trial, resampling_case *run) {
    static const ptrdiff_t channels[] = {1, 2, 4, 9, 16, 25, 33};
    for (ptrdiff_t height = 1; height <= 4; height++)
        for (ptrdiff_t width = 1; width <= 4; width++)
            for (size_t c = 0; c < LENGTH(channels); c++)
                for (ptrdiff_t factor = 1; factor <= 4; factor++) {
                    run(trial, height, width, channels[c], factor);
                    end_case(trial, "%tdx%tdx%td by %td", height, width, channels[c], factor);
                }
}

static void upsample(struct trial *trial, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t factor) {
    ptrdiff_t count = 2 * height * width * channels;
    const float *x = input(trial, count);
    trial->kernels->upsample(2, height, width, channels, factor, x, changed(trial, count * factor * factor));
}

static void downsample(struct trial *trial, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t factor) {
    ptrdiff_t count = 2 * height * width * channels;
    const float *x = input(trial, count * factor * factor);
    trial->kernels->downsample(2, height, width, channels, factor, x, changed(trial, count));
}

static void upsampling(struct trial *trial) { resampling(trial, upsample); }
static void downsampling(struct trial *trial) { resampling(trial, downsample); }

const struct group image_groups[] = {
    GROUP(convolution_forward, small_forward, UNIT),
    GROUP(convolution_forward, layers_forward, UNIT),
    GROUP(convolution_forward, small_forward, SPECIAL),
    GROUP(convolution_transposed, small_transposed, UNIT),
    GROUP(convolution_transposed, layers_transposed, UNIT),
    GROUP(convolution_transposed, small_transposed, SPECIAL),
    GROUP(convolution_weight_gradient, small_weight_gradient, UNIT),
    GROUP(convolution_weight_gradient, layers_weight_gradient, UNIT),
    GROUP(convolution_weight_gradient, small_weight_gradient, SPECIAL),
    GROUP(max_pool, pooling, UNIT),
    GROUP(max_pool, pooling, SPECIAL),
    GROUP(scatter, scattering, UNIT),
    GROUP(scatter, scattering, SPECIAL),
    GROUP(gather, gathering, UNIT),
    GROUP(gather, gathering, SPECIAL),
    GROUP(upsample, upsampling, UNIT),
    GROUP(upsample, upsampling, SPECIAL),
    GROUP(downsample, downsampling, UNIT),
    GROUP(downsample, downsampling, SPECIAL),
    {0},
};
