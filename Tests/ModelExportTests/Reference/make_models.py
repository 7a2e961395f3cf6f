"""Writes models.json: small models made with the package `onnx`, and what onnxruntime makes of them.

    pip install numpy==2.4.6 onnx==1.23.2 onnxruntime==1.31.1
    python make_models.py

Each model is written here node by node, as the exporter should write the network of the same name in ONNXModelTests.swift.
"""

import base64
import json
import pathlib

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper

INITIALIZERS = []


def numbers(*shape):
    """Sixteenths, which every arithmetic gives alike."""
    count = int(numpy.prod(shape))
    return (numpy.arange(count) * 5 % 16 / 16).astype(numpy.float32).reshape(shape)


def constant(name, array):
    INITIALIZERS.append(onnx.numpy_helper.from_array(numpy.array(array, order="C"), name))
    return name


def weights(name, *shape, order=None):
    array = numbers(*shape) - numpy.float32(0.375)
    return constant(name, array if order is None else array.transpose(order))


def positive(name, *shape):
    return constant(name, numbers(*shape) + numpy.float32(0.5))


def kernel(name, *shape):
    return weights(name, *shape, order=(3, 2, 0, 1))


def integers(name, *values):
    return constant(name, numpy.array(values, dtype=numpy.int64))


def floats(name, *values):
    return constant(name, numpy.array(values, dtype=numpy.float32))


def node(operation, inputs, output, *more, name=None, **attributes):
    return helper.make_node(operation, inputs, [output, *more], name=name or output, **attributes)


def model(name, input_shape, output_shape, nodes):
    def value(name, shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", *shape])

    graph = helper.make_graph(
        nodes, name, [value("input", input_shape)], [value("output", output_shape)], initializer=list(INITIALIZERS))
    INITIALIZERS.clear()
    made = helper.make_model(
        graph, producer_name="bottleneck", ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
    helper.set_model_props(made, {"stage": "trial"})
    onnx.checker.check_model(made, full_check=True)
    data = made.SerializeToString()
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    (output,) = session.run(None, {"input": numbers(2, *input_shape)})
    assert output.shape == (2, *output_shape)
    return {"onnx": base64.b64encode(data).decode(), "output": [float(number) for number in output.flat]}


def tied():
    weight = weights("layers.0.weight", 3, 2)
    return model("tied", [3], [3], [
        node("Gemm", ["input", weight, weights("layers.0.bias", 2)], "layers.0.Gemm"),
        node("Sigmoid", ["layers.0.Gemm"], "layers.0.Sigmoid"),
        node("Gemm", ["layers.0.Sigmoid", weight, weights("layers.1.bias", 3)], "layers.1.Gemm", transB=1),
        node("Tanh", ["layers.1.Gemm"], "output", name="layers.1.Tanh"),
    ])


def images():
    square = {"kernel_shape": [2, 2], "strides": [2, 2]}
    return model("images", [5, 5, 2], [10, 10, 2], [
        node("Transpose", ["input"], "layers.0.Transpose", perm=[0, 3, 1, 2]),
        node(
            "Conv", ["layers.0.Transpose", kernel("layers.0.weight", 3, 3, 2, 3)], "layers.0.Conv",
            kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[1, 1]),
        node(
            "BatchNormalization", [
                "layers.0.Conv", weights("layers.1.scale", 3), weights("layers.1.shift", 3),
                weights("layers.1.runningMean", 3), positive("layers.1.runningVariance", 3),
            ], "layers.1.BatchNormalization", epsilon=1e-5),
        node("Relu", ["layers.1.BatchNormalization"], "layers.1.Relu"),
        node("MaxPool", ["layers.1.Relu"], "layers.2.MaxPool", "layers.2.indices", **square),
        node("Shape", ["layers.1.Relu"], "layers.4.Shape"),
        node("MaxUnpool", ["layers.2.MaxPool", "layers.2.indices", "layers.4.Shape"], "layers.4.MaxUnpool", **square),
        node(
            "Resize", ["layers.4.MaxUnpool", "", floats("layers.5.scales", 1, 1, 2, 2)], "layers.5.Resize",
            coordinate_transformation_mode="asymmetric", mode="nearest", nearest_mode="floor"),
        node(
            "ConvTranspose", ["layers.5.Resize", kernel("layers.6.weight", 3, 3, 2, 3), weights("layers.6.bias", 2)],
            "layers.6.ConvTranspose", kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[1, 1]),
        node("Sigmoid", ["layers.6.ConvTranspose"], "layers.6.Sigmoid"),
        node("Transpose", ["layers.6.Sigmoid"], "output", name="output.Transpose", perm=[0, 2, 3, 1]),
    ])


def shapes():
    return model("shapes", [12], [4], [
        node("Reshape", ["input", integers("layers.0.shape", 0, 2, 3, 2)], "layers.0.Reshape"),
        node("Transpose", ["layers.0.Reshape"], "layers.1.Transpose", perm=[0, 3, 1, 2]),
        node(
            "ConvTranspose", [
                "layers.1.Transpose", kernel("layers.1.weight", 2, 2, 1, 2), weights("layers.1.bias", 1),
            ], "layers.1.ConvTranspose", kernel_shape=[2, 2], pads=[0, 0, 0, 0], strides=[2, 2]),
        node("Transpose", ["layers.1.ConvTranspose"], "layers.3.Transpose", perm=[0, 2, 3, 1]),
        node("Reshape", ["layers.3.Transpose", integers("layers.3.shape", 0, -1)], "layers.3.Reshape"),
        node("Gemm", ["layers.3.Reshape", weights("layers.3.weight", 24, 4), weights("layers.3.bias", 4)], "layers.3.Gemm"),
        node(
            "BatchNormalization", [
                "layers.3.Gemm", weights("layers.4.scale", 4), weights("layers.4.shift", 4),
                weights("layers.4.runningMean", 4), positive("layers.4.runningVariance", 4),
            ], "layers.4.BatchNormalization", epsilon=1e-3),
        node(
            "Mul", ["layers.4.BatchNormalization", constant("layers.5.factor", numpy.array(255, dtype=numpy.float32))],
            "output", name="layers.5.Mul"),
    ])


def nothing():
    return model("nothing", [3], [3], [node("Identity", ["input"], "output", name="output.Identity")])


cases = {"tied": tied(), "images": images(), "shapes": shapes(), "nothing": nothing()}
file = pathlib.Path(__file__).with_name("models.json")
file.write_text(json.dumps(cases, indent=1) + "\n")
