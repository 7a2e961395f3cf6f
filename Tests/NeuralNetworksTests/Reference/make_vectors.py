"""Writes pytorch-vectors.json: what PyTorch, in double precision, makes of small networks, optimizers and schedules.

    python3 -m venv venv && venv/bin/pip install torch==2.13.0 numpy==2.4.6
    venv/bin/python make_vectors.py

Tensors lie as ours do: images [N, height, width, channels], weights [kernel, kernel, channels, filters], dense weights
[inputs, outputs]. All inputs are multiples of 1/256, so that float32 holds them exactly.
"""

import json
import pathlib

import numpy
import torch
import torch.nn.functional as F

draws = numpy.random.default_rng(2018)
SEED, EPOCH, STEP = 7, 3, 5


def numbers(*shape, low=-1.0, high=1.0):
    return torch.tensor(draws.integers(int(low * 256), int(high * 256) + 1, shape) / 256, dtype=torch.float64)


# Philox4x32-10 and what our layers draw from it.


def philox(seed, stream, block):
    counter = [block & 0xFFFFFFFF, block >> 32, stream & 0xFFFFFFFF, stream >> 32]
    key = [seed & 0xFFFFFFFF, seed >> 32]
    for _ in range(10):
        even, odd = counter[0] * 0xD2511F53, counter[2] * 0xCD9E8D57
        counter = [
            (odd >> 32) ^ counter[1] ^ key[0], odd & 0xFFFFFFFF, (even >> 32) ^ counter[3] ^ key[1], even & 0xFFFFFFFF]
        key = [(key[0] + 0x9E3779B9) & 0xFFFFFFFF, (key[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return counter


def words(seed, stream, count):
    return [word for block in range((count + 3) // 4) for word in philox(seed, stream, block)][:count]


def layer_stream(epoch, step, layer):
    return 1 << 63 | epoch << 43 | step << 12 | layer


def uniforms(seed, stream, shape):
    count = int(numpy.prod(shape))
    values = [(word >> 8) / 2**24 for word in words(seed, stream, count)]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def permutation(seed, stream, count):
    """Fisher and Yates with Lemire's bounded integers."""
    raw = iter(words(seed, stream, 64 * count))
    draw = lambda: next(raw) | next(raw) << 32
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        bound = last + 1
        product = draw() * bound
        while product % 2**64 < (2**64 - bound) % bound:
            product = draw() * bound
        other = product >> 64
        order[last], order[other] = order[other], order[last]
    return order


# Layers, as our declarations name them.

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


def flat(x):
    return [float(f"{value:.9g}") for value in x.detach().reshape(-1).tolist()]


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


def optimizer_case(name, configuration, make):
    start = numbers(8)
    gradients = [numbers(8) for _ in range(6)]
    w = start.clone().requires_grad_()
    optimizer = make(w)
    after = []
    for gradient in gradients:
        w.grad = gradient.clone()
        optimizer.step()
        after.append(flat(w))
    return {
        "name": name, "configuration": configuration, "start": flat(start),
        "gradients": [flat(gradient) for gradient in gradients], "expected": after}


def rmsprop(w):
    """TensorFlow 1's, which differs in ε and in where the mean square starts: made alike by ε = 0 and a start at 1."""
    optimizer = torch.optim.RMSprop([w], lr=0.01, alpha=0.9, eps=0, momentum=0.5)
    optimizer.state[w] = {
        "step": torch.tensor(0.0), "square_avg": torch.ones_like(w), "momentum_buffer": torch.zeros_like(w)}
    return optimizer


def optimizer_cases():
    yield optimizer_case(
        "SGD with momentum", {"sgd": {"learningRate": 0.1, "momentum": 0.9}},
        lambda w: torch.optim.SGD([w], lr=0.1, momentum=0.9))
    yield optimizer_case(
        "SGD with momentum and weight decay", {"sgd": {"learningRate": 0.1, "momentum": 0.5, "weightDecay": 0.01}},
        lambda w: torch.optim.SGD([w], lr=0.1, momentum=0.5, weight_decay=0.01))
    adam = {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    yield optimizer_case("Adam", {"adam": adam}, lambda w: torch.optim.Adam([w], lr=0.01))
    yield optimizer_case(
        "Adam with weight decay", {"adam": {**adam, "weightDecay": 0.125}},
        lambda w: torch.optim.Adam([w], lr=0.01, weight_decay=0.125))
    yield optimizer_case(
        "RMSProp with ε = 0", {"rmsprop": {"learningRate": 0.01, "decay": 0.9, "momentum": 0.5, "epsilon": 0}}, rmsprop)


def schedule_case(name, schedule, make, epochs=12):
    w = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=1.0)
    scheduler = make(optimizer)
    rates = []
    for _ in range(epochs):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return {"name": name, "schedule": schedule, "expected": rates}


def schedule_cases():
    schedules = torch.optim.lr_scheduler
    yield schedule_case("cosine", {"cosine": {"epochs": 12}}, lambda o: schedules.CosineAnnealingLR(o, T_max=12), 13)
    yield schedule_case(
        "step", {"step": {"epochs": 4, "factor": 0.3}}, lambda o: schedules.StepLR(o, step_size=4, gamma=0.3))
    yield schedule_case("exponential", {"exponential": {"factor": 0.9}}, lambda o: schedules.ExponentialLR(o, gamma=0.9))


def machine_case():
    """CD-2 as in rbm.m, two minibatches in each of three epochs; the momentum switches after the first."""
    rows, visible, hidden, batch, epochs = 6, 7, 5, 4, 3
    data = numbers(rows, visible, low=0)
    w, b, c = numbers(visible, hidden), numbers(visible), numbers(hidden)
    start = [flat(w), flat(b), flat(c)]
    velocities = [torch.zeros_like(tensor) for tensor in (w, b, c)]
    errors = []
    for epoch in range(epochs):
        order = permutation(SEED, 1 + epoch, rows)
        momentum, error = (0.5 if epoch < 1 else 0.9), 0.0
        for step, first in enumerate(range(0, rows, batch)):
            v = data[order[first : first + batch]]
            positive = torch.sigmoid(v @ w + c)
            h = positive
            for k in range(2):
                states = (uniforms(SEED, layer_stream(epoch, step, k), h.shape) < h).double()
                down = torch.sigmoid(states @ w.T + b)
                h = torch.sigmoid(down @ w + c)
            gradients = [
                (down.T @ h - v.T @ positive) / len(v) + 0.01 * w, (down - v).mean(0), (h - positive).mean(0)]
            velocities = [momentum * old + new for old, new in zip(velocities, gradients)]
            w, b, c = (tensor - 0.25 * velocity for tensor, velocity in zip((w, b, c), velocities))
            error += ((v - down) ** 2).sum().item()
        errors.append(error / rows)
    return {
        "visible": visible, "hidden": hidden, "rows": rows, "batchSize": batch, "data": flat(data), "start": start,
        "expected": {"errors": errors, "tensors": [flat(w), flat(b), flat(c)]}}


if __name__ == "__main__":
    vectors = {
        "madeWith": f"PyTorch {torch.__version__}", "seed": SEED, "epoch": EPOCH, "step": STEP,
        "networks": list(network_cases()), "optimizers": list(optimizer_cases()), "schedules": list(schedule_cases()),
        "machine": machine_case()}
    path = pathlib.Path(__file__).with_name("pytorch-vectors.json")
    path.write_text(json.dumps(vectors, separators=(",", ":")) + "\n")
