"""Reads the model files of Bottleneck and runs them, with nothing but numpy: a second opinion on our numbers.

In double precision, in another order of summation, and from docs/model-files.md rather than from our code.
"""

import json

import numpy

ACTIVATIONS = {
    "identity": lambda x: x,
    "sigmoid": lambda x: 1 / (1 + numpy.exp(-x)),
    "hyperbolicTangent": numpy.tanh,
    "rectifier": lambda x: numpy.maximum(x, 0),
}


def read_safetensors(path):
    """The tensors and the metadata of a file of float32 tensors."""
    with open(path, "rb") as file:
        data = file.read()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name] = numpy.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
    return tensors, metadata


class Model:
    """A model file. Call it with examples, one a row, or as images `[N, height, width, channels]`."""

    def __init__(self, path):
        self.tensors, self.metadata = read_safetensors(path)
        self.layers = json.loads(self.metadata["architecture"])
        self.input = json.loads(self.metadata["input"]) if "input" in self.metadata else [self.layers[0]["inputs"]]

    def __call__(self, x):
        x = numpy.asarray(x, dtype=numpy.float64).reshape(len(x), *self.input)
        pooled = {}
        for index, layer in enumerate(self.layers):
            x = self._apply(index, layer, x, pooled)
            x = ACTIVATIONS[layer.get("activation", "identity")](x)
        return x

    def _tensor(self, index, part, default=None):
        tensor = self.tensors.get(f"layers.{index}.{part}", default)
        return tensor if tensor is None else numpy.asarray(tensor, dtype=numpy.float64)

    def _apply(self, index, layer, x, pooled):
        kind = layer.get("kind", "dense")
        if kind == "dense":
            return x.reshape(len(x), -1) @ self._tensor(index, "weight") + self._tensor(index, "bias")
        if kind == "tiedDense":
            return x.reshape(len(x), -1) @ self._tensor(layer["layer"], "weight").T + self._tensor(index, "bias")
        if kind == "convolution":
            return convolution(x, self._tensor(index, "weight"), layer) + self._tensor(index, "bias", 0.0)
        if kind == "transposedConvolution":
            return transposed_convolution(x, self._tensor(index, "weight"), layer) + self._tensor(index, "bias", 0.0)
        if kind == "maximumPooling":
            windows = all_windows(x, layer["window"], layer["stride"])
            pooled[index] = (x.shape, windows.argmax(-1), layer)
            return windows.max(-1)
        if kind == "unpooling":
            return put_back(x, *pooled[layer["layer"]])
        if kind == "upsampling":
            return x.repeat(layer["factor"], axis=1).repeat(layer["factor"], axis=2)
        if kind == "batchNormalization":
            deviation = numpy.sqrt(self._tensor(index, "runningVariance") + layer["epsilon"])
            normal = (x - self._tensor(index, "runningMean")) / deviation
            return normal * self._tensor(index, "scale") + self._tensor(index, "shift")
        if kind == "scaling":
            return x * layer["factor"]
        if kind == "reshaping":
            return x.reshape(len(x), *layer["shape"])
        if kind in ("dropout", "channelDropout", "gaussianNoise"):
            return x
        raise ValueError(f"layer {index} is of the unknown kind {kind}")


def convolution(x, weight, layer):
    padding, stride = layer["padding"], layer["stride"]
    x = numpy.pad(x, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    rows, columns = ((length - len(weight)) // stride + 1 for length in x.shape[1:3])
    result = 0.0
    for i, j in numpy.ndindex(weight.shape[:2]):
        seen = x[:, i:i + stride * rows:stride, j:j + stride * columns:stride][:, :rows, :columns]
        result = result + seen @ weight[i, j]
    return result


def transposed_convolution(x, weight, layer):
    padding, stride, kernel = layer["padding"], layer["stride"], len(weight)
    height, width = ((length - 1) * stride + kernel for length in x.shape[1:3])
    result = numpy.zeros((len(x), height, width, weight.shape[2]))
    for i, j in numpy.ndindex(weight.shape[:2]):
        result[:, i:height - kernel + i + 1:stride, j:width - kernel + j + 1:stride] += x @ weight[i, j].T
    return result[:, padding:height - padding, padding:width - padding]


def all_windows(x, window, stride):
    """`[N, rows, columns, channels, window²]`, each window by rows."""
    windows = numpy.lib.stride_tricks.sliding_window_view(x, (window, window), (1, 2))[:, ::stride, ::stride]
    return windows.reshape(*windows.shape[:4], -1)


def put_back(x, shape, places, pooling):
    result = numpy.zeros(shape)
    example, row, column, channel = numpy.indices(x.shape)
    row = row * pooling["stride"] + places // pooling["window"]
    column = column * pooling["stride"] + places % pooling["window"]
    numpy.add.at(result, (example, row, column, channel), x)
    return result
