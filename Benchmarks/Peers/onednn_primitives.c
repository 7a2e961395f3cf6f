#include "onednn_primitives.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CHECK(call) require((call) == dnnl_success, #call)

static dnnl_engine_t engine;
static dnnl_stream_t stream;

static void start(void) {
    if (engine) return;
    CHECK(dnnl_engine_create(&engine, dnnl_cpu, 0));
    CHECK(dnnl_stream_create(&stream, engine, dnnl_stream_default_flags));
}

void run_primitive(const struct primitive *p) {
    CHECK(dnnl_primitive_execute(p->primitive, stream, p->argument_count, p->arguments));
    CHECK(dnnl_stream_wait(stream));
}

void release_primitive(struct primitive *p) {
    for (int i = 0; i < p->argument_count; i++) {
        bool in_place = i > 0 && p->arguments[i].memory == p->arguments[0].memory;
        if (!in_place) CHECK(dnnl_memory_destroy(p->arguments[i].memory));
    }
    if (p->primitive) CHECK(dnnl_primitive_destroy(p->primitive));
    *p = (struct primitive){0};
}

/// Gives a primitive the memory that its description asks for, filled with numbers.
static void add_memory(struct primitive *p, const_dnnl_primitive_desc_t description, dnnl_query_t query, int argument) {
    const dnnl_memory_desc_t *memory = dnnl_primitive_desc_query_md(description, query, 0);
    require(memory, "dnnl_primitive_desc_query_md");
    dnnl_exec_arg_t *added = &p->arguments[p->argument_count++];
    added->arg = argument;
    CHECK(dnnl_memory_create(&added->memory, memory, engine, DNNL_MEMORY_ALLOCATE));
    void *data;
    CHECK(dnnl_memory_get_data_handle(added->memory, &data));
    size_t count = dnnl_memory_desc_get_size(memory) / sizeof(float);
    float *numbers = random_numbers(count);
    memcpy(data, numbers, count * sizeof(float));
    free(numbers);
}

enum direction { FORWARD, INPUT_GRADIENT, WEIGHT_GRADIENT };

struct convolution {
    enum direction direction;
    long images, height, width, channels, filters, kernel_height, kernel_width, stride, padding;
};

static bool read_convolution(const char *line, struct convolution *c) {
    char direction[32];
    if (sscanf(line, "convolution %31s %ld %ld %ld %ld %ld %ld %ld %ld %ld", direction, &c->images, &c->height,
               &c->width, &c->channels, &c->filters, &c->kernel_height, &c->kernel_width, &c->stride,
               &c->padding) != 10)
        return false;
    if (strcmp(direction, "forward") == 0) c->direction = FORWARD;
    else if (strcmp(direction, "input-gradient") == 0) c->direction = INPUT_GRADIENT;
    else if (strcmp(direction, "weight-gradient") == 0) c->direction = WEIGHT_GRADIENT;
    else return false;
    return true;
}

/// The convolution with images in a layout, or in the one that oneDNN likes best. Returns whether oneDNN has it.
static bool make_in_layout(const struct convolution *c, dnnl_format_tag_t layout, struct primitive *to) {
    dnnl_dims_t source = {c->images, c->channels, c->height, c->width};
    dnnl_dims_t weights = {c->filters, c->channels, c->kernel_height, c->kernel_width};
    dnnl_dims_t output = {c->images, c->filters, (c->height + 2 * c->padding - c->kernel_height) / c->stride + 1,
                          (c->width + 2 * c->padding - c->kernel_width) / c->stride + 1};
    dnnl_dims_t strides = {c->stride, c->stride}, padding = {c->padding, c->padding};
    dnnl_memory_desc_t x, w, y;
    CHECK(dnnl_memory_desc_init_by_tag(&x, 4, source, dnnl_f32, layout));
    CHECK(dnnl_memory_desc_init_by_tag(&w, 4, weights, dnnl_f32, dnnl_format_tag_any));
    CHECK(dnnl_memory_desc_init_by_tag(&y, 4, output, dnnl_f32, layout));
    dnnl_convolution_desc_t convolution;
    dnnl_primitive_desc_t forward, description;
    CHECK(dnnl_convolution_forward_desc_init(&convolution, dnnl_forward_training, dnnl_convolution_direct, &x, &w, NULL,
                                             &y, strides, padding, padding));
    if (dnnl_primitive_desc_create(&forward, &convolution, NULL, engine, NULL) != dnnl_success) return false;
    description = forward;
    if (c->direction != FORWARD) {
        if (c->direction == INPUT_GRADIENT)
            CHECK(dnnl_convolution_backward_data_desc_init(&convolution, dnnl_convolution_direct, &x, &w, &y, strides,
                                                           padding, padding));
        else
            CHECK(dnnl_convolution_backward_weights_desc_init(&convolution, dnnl_convolution_direct, &x, &w, NULL, &y,
                                                              strides, padding, padding));
        bool made = dnnl_primitive_desc_create(&description, &convolution, NULL, engine, forward) == dnnl_success;
        CHECK(dnnl_primitive_desc_destroy(forward));
        if (!made) return false;
    }
    CHECK(dnnl_primitive_create(&to->primitive, description));
    bool by_input = c->direction == INPUT_GRADIENT, by_weights = c->direction == WEIGHT_GRADIENT;
    bool forwards = c->direction == FORWARD;
    add_memory(to, description, by_input ? dnnl_query_diff_src_md : dnnl_query_src_md,
               by_input ? DNNL_ARG_DIFF_SRC : DNNL_ARG_SRC);
    add_memory(to, description, by_weights ? dnnl_query_diff_weights_md : dnnl_query_weights_md,
               by_weights ? DNNL_ARG_DIFF_WEIGHTS : DNNL_ARG_WEIGHTS);
    add_memory(to, description, forwards ? dnnl_query_dst_md : dnnl_query_diff_dst_md,
               forwards ? DNNL_ARG_DST : DNNL_ARG_DIFF_DST);
    CHECK(dnnl_primitive_desc_destroy(description));
    return true;
}

/// The best of three calls after a first one, in seconds.
static double best_time(const struct primitive *p) {
    double best = 1e30;
    run_primitive(p);
    for (int i = 0; i < 3; i++) {
        struct timespec from, to;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        run_primitive(p);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
        double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) * 1e-9;
        if (seconds < best) best = seconds;
    }
    return best;
}

bool make_convolution(const char *line, struct primitive *to) {
    struct convolution convolution;
    if (!read_convolution(line, &convolution)) return false;
    start();
    struct primitive chosen = {0}, channels_last = {0};
    bool has_chosen = make_in_layout(&convolution, dnnl_format_tag_any, &chosen);
    bool has_channels_last = make_in_layout(&convolution, dnnl_nhwc, &channels_last);
    if (!has_chosen && !has_channels_last) return false;
    bool takes_chosen = has_chosen && (!has_channels_last || best_time(&chosen) < best_time(&channels_last));
    release_primitive(takes_chosen ? &channels_last : &chosen);
    *to = takes_chosen ? chosen : channels_last;
    return true;
}

bool make_elementwise(const char *line, struct primitive *to) {
    char name[32];
    long count;
    if (sscanf(line, "elementwise %31s %ld", name, &count) != 2) return false;
    dnnl_alg_kind_t function;
    if (strcmp(name, "sigmoid") == 0) function = dnnl_eltwise_logistic;
    else if (strcmp(name, "tanh") == 0) function = dnnl_eltwise_tanh;
    else if (strcmp(name, "exp") == 0) function = dnnl_eltwise_exp;
    else return false;
    start();
    dnnl_dims_t size = {count};
    dnnl_memory_desc_t memory;
    CHECK(dnnl_memory_desc_init_by_tag(&memory, 1, size, dnnl_f32, dnnl_a));
    dnnl_eltwise_desc_t operation;
    CHECK(dnnl_eltwise_forward_desc_init(&operation, dnnl_forward_inference, function, &memory, 0, 0));
    dnnl_primitive_desc_t description;
    CHECK(dnnl_primitive_desc_create(&description, &operation, NULL, engine, NULL));
    CHECK(dnnl_primitive_create(&to->primitive, description));
    add_memory(to, description, dnnl_query_src_md, DNNL_ARG_SRC);
    // The activations in place, as a layer may call them.
    bool in_place = function != dnnl_eltwise_exp;
    if (in_place) to->arguments[to->argument_count++] = (dnnl_exec_arg_t){DNNL_ARG_DST, to->arguments[0].memory};
    else add_memory(to, description, dnnl_query_dst_md, DNNL_ARG_DST);
    CHECK(dnnl_primitive_desc_destroy(description));
    return true;
}
