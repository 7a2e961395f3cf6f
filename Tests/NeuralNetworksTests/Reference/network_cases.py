"""Small networks of every kind of layer: outputs, losses, gradients and running statistics."""

import torch
import torch.nn.functional as F

from case_numbers import draws, flat, numbers
from streams import EPOCH, SEED, STEP, layer_stream, uniforms, words

# Layers are named as our declarations name them.

ACTIVATIONS = {
    "identity": lambda x: x, "sigmoid": torch.sigmoid, "hyperbolicTangent": torch.tanh, "rectifier": torch.relu}


def channels_first(x):
    return x.permute(0, 3, 1, 2)


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def forward(layers, x, tensors, training):
    outputs, pooled = [], {}
    for index, layer in enumerate(layers):
        kind = layer.get("kind", "dense")
        name = lambda part: tensors.get(f"layers.{index}.{part}")
        if kind == "dense":
            x = x.reshape(len(x), -1) @ name("weight") + name("bias")
        elif kind == "tiedDense":
            x = x.reshape(len(x), -1) @ tensors[f"layers.{layer['layer']}.weight"].T + name("bias")
        elif kind in ("convolution", "transposedConvolution"):
            function = F.conv2d if kind == "convolution" else F.conv_transpose2d
            x = channels_last(
                function(
                    channels_first(x), name("weight").permute(3, 2, 0, 1).contiguous(), name("bias"), layer["stride"],
                    layer["padding"]))
        elif kind == "maximumPooling":
            y, indices = F.max_pool2d(channels_first(x), layer["window"], layer["stride"], return_indices=True)
            pooled[index] = (indices, channels_first(x).shape, layer)
            x = channels_last(y)
        elif kind == "unpooling":
            indices, shape, pooling = pooled[layer["layer"]]
            x = channels_last(
                F.max_unpool2d(channels_first(x), indices, pooling["window"], pooling["stride"], output_size=shape))
        elif kind == "upsampling":
            x = channels_last(F.interpolate(channels_first(x), scale_factor=layer["factor"], mode="nearest"))
        elif kind == "batchNormalization":
            flat = x if x.dim() == 2 else channels_first(x)
            y = F.batch_norm(
                flat, name("runningMean"), name("runningVariance"), name("scale"), name("shift"), training,
                layer["momentum"], layer["epsilon"])
            x = y if x.dim() == 2 else channels_last(y)
        elif kind in ("dropout", "channelDropout"):
            if training:
                shape = x.shape if kind == "dropout" else (x.shape[0], 1, 1, x.shape[3])
                dropped = uniforms(SEED, layer_stream(EPOCH, STEP, index), shape) < layer["rate"]
                x = torch.where(dropped, 0.0, x / (1 - layer["rate"]))
        elif kind == "gaussianNoise":
            if training:
                raw = words(SEED, layer_stream(EPOCH, STEP, index), x.numel())
                p = torch.tensor([((word >> 9) + 0.5) / 2**23 for word in raw], dtype=torch.float64)
                x = x + layer["standardDeviation"] * torch.special.ndtri(p).reshape(x.shape)
        elif kind == "scaling":
            x = layer["factor"] * x
        elif kind == "reshaping":
            x = x.reshape(len(x), *layer["shape"])
        x = ACTIVATIONS[layer.get("activation", "identity")](x)
        outputs.append(x)
    return outputs


def loss_value(loss, y, target, labels):
    if loss == "meanSquaredError":
        return F.mse_loss(y.reshape(target.shape), target)
    if loss == "binaryCrossEntropy":
        return F.binary_cross_entropy(y.reshape(target.shape), target)
    return F.cross_entropy(y, labels)


def penalty_value(penalty, outputs):
    a = outputs[penalty["layer"]]
    if "magnitude" in penalty["kind"]:
        return penalty["kind"]["magnitude"]["weight"] * a.abs().sum() / len(a)
    rho, weight = penalty["kind"]["sparsity"]["target"], penalty["kind"]["sparsity"]["weight"]
    mean = a.reshape(-1, a.shape[-1]).mean(0)
    return weight * (rho * torch.log(rho / mean) + (1 - rho) * torch.log((1 - rho) / (1 - mean))).sum()


def network_case(name, layers, input_shape, parameters, loss, target_shape=None, classes=None, penalties=(), batch=3):
    x = numbers(batch, *input_shape, low=0).requires_grad_()
    tensors = {key: value.clone().requires_grad_() for key, value in parameters.items()}
    for index, layer in enumerate(layers):
        if layer.get("kind") == "batchNormalization":
            channels = tensors[f"layers.{index}.scale"].shape
            tensors[f"layers.{index}.runningMean"] = numbers(*channels)
            tensors[f"layers.{index}.runningVariance"] = numbers(*channels, low=0.5, high=2)
    start = {key: flat(value) for key, value in tensors.items()}
    target = None if target_shape is None else numbers(batch, *target_shape, low=0)
    labels = None if classes is None else torch.tensor(draws.integers(0, classes, batch))
    inference = forward(layers, x, tensors, training=False)[-1]
    outputs = forward(layers, x, tensors, training=True)
    value = loss_value(loss, outputs[-1], target, labels)
    penalty = sum((penalty_value(term, outputs) for term in penalties), torch.tensor(0.0))
    (value + penalty).backward()
    return {
        "name": name, "layers": layers, "input": list(input_shape), "loss": loss, "penalties": list(penalties),
        "examples": batch, "x": flat(x), "target": None if target is None else flat(target),
        "labels": [] if labels is None else labels.tolist(), "tensors": start,
        "expected": {
            "inference": flat(inference), "training": flat(outputs[-1]), "loss": value.item(), "penalty": penalty.item(),
            "inputGradient": flat(x.grad), "gradients": {key: flat(tensors[key].grad) for key in parameters},
            "statistics": {key: flat(value) for key, value in tensors.items() if "running" in key}}}


def dense(inputs, outputs, activation):
    return {"inputs": inputs, "outputs": outputs, "activation": activation}


def convolution(filters, kernel, stride=1, padding=0, activation="identity", bias=True, transposed=False):
    return {
        "kind": "transposedConvolution" if transposed else "convolution", "filters": filters, "kernel": kernel,
        "stride": stride, "padding": padding, "hasBias": bias, "activation": activation}


def pooling(window, stride):
    return {"kind": "maximumPooling", "window": window, "stride": stride}


def normalization(activation, epsilon=1e-5, momentum=0.1):
    return {"kind": "batchNormalization", "epsilon": epsilon, "momentum": momentum, "activation": activation}


def parameters(**shapes):
    """`weight0=(5, 4)` is layers.0.weight."""
    return {f"layers.{key[-1]}.{key[:-1]}": numbers(*shape) for key, shape in shapes.items()}


def network_cases():
    yield network_case(
        "dense layers", [dense(5, 4, "hyperbolicTangent"), dense(4, 3, "rectifier"), dense(3, 6, "sigmoid")], [5],
        parameters(weight0=(5, 4), bias0=(4,), weight1=(4, 3), bias1=(3,), weight2=(3, 6), bias2=(6,)),
        "meanSquaredError", [6])
    yield network_case(
        "binary cross-entropy", [dense(5, 4, "rectifier"), dense(4, 5, "sigmoid")], [5],
        parameters(weight0=(5, 4), bias0=(4,), weight1=(4, 5), bias1=(5,)), "binaryCrossEntropy", [5])
    yield network_case(
        "a classifier of convolutions and pooling",
        [
            convolution(3, 3, activation="rectifier"), pooling(2, 2), convolution(4, 2, activation="hyperbolicTangent"),
            dense(4 * 2 * 2, 5, "identity")],
        [8, 8, 2],
        parameters(
            weight0=(3, 3, 2, 3), bias0=(3,), weight2=(2, 2, 3, 4), bias2=(4,), weight3=(16, 5), bias3=(5,)),
        "softmaxCrossEntropy", classes=5)
    yield network_case(
        "convolutions with strides and padding, and their transposes",
        [
            convolution(4, 3, 3, 1, "rectifier"), pooling(2, 1), convolution(3, 3, 2, 1, "hyperbolicTangent"),
            convolution(4, 3, 2, 0, "rectifier", transposed=True),
            convolution(2, 4, 3, 1, "hyperbolicTangent", transposed=True)],
        [10, 11, 1],
        parameters(
            weight0=(3, 3, 1, 4), bias0=(4,), weight2=(3, 3, 4, 3), bias2=(3,), weight3=(3, 3, 4, 3), bias3=(4,),
            weight4=(4, 4, 2, 4), bias4=(2,)),
        "meanSquaredError", [14, 14, 2], batch=2)
    yield network_case(
        "un-pooling puts numbers back where pooling found them",
        [
            convolution(3, 3, 1, 1, "hyperbolicTangent"), pooling(2, 2), convolution(3, 1, activation="sigmoid"),
            {"kind": "unpooling", "layer": 1}, convolution(1, 3, 1, 1, "sigmoid")],
        [5, 6, 1],
        parameters(weight0=(3, 3, 1, 3), bias0=(3,), weight2=(1, 1, 3, 3), bias2=(3,), weight4=(3, 3, 3, 1), bias4=(1,)),
        "meanSquaredError", [5, 6, 1])
    yield network_case(
        "upsampling and reshaping",
        [
            dense(6, 12, "hyperbolicTangent"), {"kind": "reshaping", "shape": [2, 3, 2]},
            {"kind": "upsampling", "factor": 2}, convolution(1, 3, 1, 1, "sigmoid")],
        [6], parameters(weight0=(6, 12), bias0=(12,), weight3=(3, 3, 2, 1), bias3=(1,)), "binaryCrossEntropy",
        [4, 6, 1])
    yield network_case(
        "batch normalisation of images and of units",
        [
            convolution(3, 3, 1, 1, bias=False), normalization("rectifier"), convolution(2, 3, 2, 1, bias=False),
            normalization("hyperbolicTangent", 1e-3, 0.25), dense(18, 4, "identity"), normalization("sigmoid")],
        [5, 6, 2],
        parameters(
            weight0=(3, 3, 2, 3), scale1=(3,), shift1=(3,), weight2=(3, 3, 3, 2), scale3=(2,), shift3=(2,),
            weight4=(18, 4), bias4=(4,), scale5=(4,), shift5=(4,)),
        "meanSquaredError", [4], batch=5)
    yield network_case(
        "dropout and noise by our streams",
        [
            {"kind": "gaussianNoise", "standardDeviation": 0.25}, convolution(4, 3, 1, 1, "hyperbolicTangent"),
            {"kind": "channelDropout", "rate": 0.25}, dense(64, 6, "sigmoid"), {"kind": "dropout", "rate": 0.5},
            dense(6, 16, "sigmoid")],
        [4, 4, 1],
        parameters(weight1=(3, 3, 1, 4), bias1=(4,), weight3=(64, 6), bias3=(6,), weight5=(6, 16), bias5=(16,)),
        "meanSquaredError", [16])
    yield network_case(
        "tied weights",
        [
            dense(7, 5, "sigmoid"), dense(5, 3, "hyperbolicTangent"),
            {"kind": "tiedDense", "layer": 1, "activation": "hyperbolicTangent"},
            {"kind": "tiedDense", "layer": 0, "activation": "sigmoid"}],
        [7], parameters(weight0=(7, 5), bias0=(5,), weight1=(5, 3), bias1=(3,), bias2=(5,), bias3=(7,)),
        "binaryCrossEntropy", [7])
    yield network_case(
        "penalties on layers' outputs", [dense(6, 5, "sigmoid"), dense(5, 4, "hyperbolicTangent"), dense(4, 6, "sigmoid")],
        [6], parameters(weight0=(6, 5), bias0=(5,), weight1=(5, 4), bias1=(4,), weight2=(4, 6), bias2=(6,)),
        "meanSquaredError", [6],
        penalties=[
            {"layer": 0, "kind": {"sparsity": {"target": 0.05, "weight": 0.5}}},
            {"layer": 1, "kind": {"magnitude": {"weight": 0.125}}}], batch=4)
    yield network_case(
        "scaling of the input and between layers",
        [
            {"kind": "scaling", "factor": 2.5}, dense(5, 4, "hyperbolicTangent"), {"kind": "scaling", "factor": -0.5},
            dense(4, 5, "sigmoid")],
        [5], parameters(weight1=(5, 4), bias1=(4,), weight3=(4, 5), bias3=(5,)), "meanSquaredError", [5])
