#ifndef ONEDNN_PRIMITIVES_H
#define ONEDNN_PRIMITIVES_H

#include <oneapi/dnnl/dnnl.h>

#include "peer.h"

/// A primitive with memory in the layouts that it asked for: no reordering is part of a call.
struct primitive {
    dnnl_primitive_t primitive;
    dnnl_exec_arg_t arguments[3];
    int argument_count;
};

/// Makes the case of a line such as `convolution forward N H W C F KH KW STRIDE PADDING`, in the faster of the layouts
/// that oneDNN chooses and channels-last, by the direct algorithm. Returns whether oneDNN has it.
bool make_convolution(const char *line, struct primitive *to);
/// Makes the case of a line such as `elementwise sigmoid COUNT`. Returns whether oneDNN has it.
bool make_elementwise(const char *line, struct primitive *to);
void run_primitive(const struct primitive *primitive);
void release_primitive(struct primitive *primitive);

#endif
