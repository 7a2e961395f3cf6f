"""Checks exported models with code that is not ours: see check-export.sh.

Three checks, each printed with its figure; the exit status is 1 where one fails:
1. numpy's outputs against ours (examples.safetensors), for each model file;
2. onnxruntime's outputs against ours, for each model as ONNX;
3. the mean squared error that numpy finds on the test images, against the one that the stage reported.
"""

import argparse
import csv
import gzip
import pathlib
import sys

import numpy
import onnxruntime

import model_reader

MOST_DIFFERENCE = 1e-5
"""Of an output from ours, where outputs stay below 1, and in proportion to the largest where they do not: some hundred units of the last
place."""

MOST_RELATIVE_DIFFERENCE = 1e-5
"""Of the test error from the reported one."""


def read_images(path):
    """An IDX file of images, compressed or not: `[N, pixels]` in [0,1]."""
    data = pathlib.Path(path).read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    count, height, width = (int.from_bytes(data[offset:offset + 4], "big") for offset in (4, 8, 12))
    return numpy.frombuffer(data, dtype=numpy.uint8, offset=16).reshape(count, height * width) / 255


def rows(x):
    return x.reshape(len(x), -1)


def reported_error(path, stage):
    """The stage's last mean squared error on the test images."""
    if not pathlib.Path(path).exists():
        sys.exit(f"{path} is not there; `bottleneck run` publishes it")
    with open(path, newline="") as file:
        found = [
            (int(row["step"]), float(row["value"])) for row in csv.DictReader(file)
            if (row["stage"], row["subject"], row["metric"], row["split"])
            == (stage, "network", "meanSquaredError", "test")]
    if not found:
        sys.exit(f"{path} has no test error of {stage}")
    return max(found)[1]


class Report:
    def __init__(self):
        self.failed = False

    def add(self, what, found, most):
        self.failed |= not found <= most
        print(f"{'ok  ' if found <= most else 'BAD '} {what}: {found:.3g} (at most {most:.2g})")


def check_outputs(folder, report):
    examples, _ = model_reader.read_safetensors(folder / "examples.safetensors")
    names = list(examples)
    for before, name in zip(names, names[1:]):
        model = model_reader.Model(folder / f"{name}.safetensors")
        most = MOST_DIFFERENCE * max(1, numpy.abs(examples[name]).max())
        difference = numpy.abs(rows(model(examples[before])) - examples[name]).max()
        report.add(f"{name}, numpy: largest difference from our outputs", difference, most)
        session = onnxruntime.InferenceSession(folder / f"{name}.onnx", providers=["CPUExecutionProvider"])
        (output,) = session.run(None, {"input": examples[before].reshape(-1, *model.input)})
        difference = numpy.abs(rows(output) - examples[name]).max()
        report.add(
            f"{name}, onnxruntime {onnxruntime.__version__}: largest difference from our outputs", difference, most)
    print(f"     over {len(examples[names[0]])} test images")
    return names[1:]


def check_error(folder, names, images, reported, report):
    models = [model_reader.Model(folder / f"{name}.safetensors") for name in names]
    total = 0.0
    for start in range(0, len(images), 500):
        x = part = images[start:start + 500]
        for model in models:
            x = rows(model(x))
        total += ((x - part) ** 2).sum()
    error = total / images.size
    print(f"     mean squared error of {len(images)} test images: numpy {error:.9f}, reported {reported:.9f}")
    report.add("relative difference of the test error", abs(error - reported) / reported, MOST_RELATIVE_DIFFERENCE)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path, help="what `bottleneck export --examples` wrote, in both formats")
    parser.add_argument("--stage", help="the stage whose reported test error is checked")
    parser.add_argument("--measurements", help="the published measurements with that error")
    parser.add_argument("--images", help="its test images, an IDX file")
    parser.add_argument("--count", type=int, help="only the first so many of them")
    options = parser.parse_args()
    report = Report()
    names = check_outputs(options.folder, report)
    if options.images:
        reported = reported_error(options.measurements, options.stage)
        check_error(options.folder, names, read_images(options.images)[:options.count], reported, report)
    sys.exit(1 if report.failed else 0)


main()
