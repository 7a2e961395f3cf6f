"""Checks an exported restorer with code that is not ours: see check-restoration.sh.

Puts the test pictures through JPEG with Pillow, restores them with numpy from the exported safetensors file alone, and holds the mean
squared error that follows against the peak signal-to-noise ratio that the stage reported. Exit status 1 where they differ.
"""

import argparse
import csv
import io
import math
import pathlib
import sys

import numpy
from PIL import Image

import model_reader

MOST_RELATIVE_DIFFERENCE = 1e-5
"""Of the mean squared error from the reported one. Pixels are rounded, so a few may fall on the other side of a half."""


def read_pictures(path):
    """An IDX file of pictures in colour, `[N, height, width, 3]` bytes."""
    data = pathlib.Path(path).read_bytes()
    if data[:4] != bytes([0, 0, 8, 4]):
        sys.exit(f"{path}: expected an IDX file of bytes in four dimensions")
    shape = [int.from_bytes(data[offset:offset + 4], "big") for offset in (4, 8, 12, 16)]
    return numpy.frombuffer(data, dtype=numpy.uint8, offset=20).reshape(shape)


def compressed(picture, quality):
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality, subsampling="4:2:0")
    return numpy.asarray(Image.open(file).convert("RGB"))


def mean_squared_error(a, b):
    return ((a.astype(numpy.float64) - b) ** 2).mean() / 255**2


def restored(picture, network, gives_artefact):
    network.input = list(picture.shape)
    answer = network(picture[None] / 255.0)[0] * 255
    value = picture - answer if gives_artefact else answer
    # Halves away from zero, as ours: none of them is below zero after the clipping.
    return numpy.floor(numpy.clip(value, 0, 255) + 0.5)


def reported_errors(path, stage, quality):
    """The mean squared errors behind the reported ratios, of JPEG's pictures and of the restored ones."""
    with open(path, newline="") as file:
        found = {
            row["subject"]: 10 ** (-float(row["value"]) / 10) for row in csv.DictReader(file)
            if (row["stage"], row["metric"], row["split"], row["step"])
            == (stage, "peakSignalToNoiseRatio", "test", str(quality))}
    if not {"jpeg", "restored"} <= found.keys():
        sys.exit(f"{path} has no ratios of {stage} at quality {quality}")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", help="the exported safetensors file")
    parser.add_argument("pictures", help="the test pictures, an IDX file")
    parser.add_argument("measurements", help="the published measurements")
    parser.add_argument("stage", help="the stage that measured the restorer")
    parser.add_argument("qualities", nargs="+", type=int)
    parser.add_argument("--count", type=int, help="only the first so many of the pictures")
    options = parser.parse_args()
    network = model_reader.Model(options.model)
    gives_artefact = network.metadata["restoration.output"] == "artefact"
    pictures = read_pictures(options.pictures)[:options.count]
    failed = False
    for quality in options.qualities:
        errors = {"jpeg": [], "restored": []}
        for picture in pictures:
            before = compressed(picture, quality)
            errors["jpeg"].append(mean_squared_error(before, picture))
            errors["restored"].append(mean_squared_error(restored(before, network, gives_artefact), picture))
        for subject, reported in sorted(reported_errors(options.measurements, options.stage, quality).items()):
            if subject not in errors:
                continue
            found = numpy.mean(errors[subject])
            difference = abs(found - reported) / reported
            failed |= not difference <= MOST_RELATIVE_DIFFERENCE
            print(
                f"{'ok  ' if difference <= MOST_RELATIVE_DIFFERENCE else 'BAD '} quality {quality}, {subject}: "
                f"{len(pictures)} pictures, {-10 * math.log10(found):.6f} dB, "
                f"relative difference of the mean squared error {difference:.2g} (at most {MOST_RELATIVE_DIFFERENCE:.0e})",
                flush=True)
    sys.exit(1 if failed else 0)


main()
