"""Writes pytorch-vectors.json: what PyTorch, in double precision, makes of small networks, optimizers and schedules.

    python3 -m venv venv && venv/bin/pip install torch==2.13.0 numpy==2.4.6
    venv/bin/python make_vectors.py

Tensors lie as ours do: images [N, height, width, channels], weights [kernel, kernel, channels, filters], dense weights
[inputs, outputs].
"""

import json
import pathlib

import torch

from network_cases import network_cases
from streams import EPOCH, SEED, STEP
from training_cases import machine_case, optimizer_cases, schedule_cases

if __name__ == "__main__":
    vectors = {
        "madeWith": f"PyTorch {torch.__version__}", "seed": SEED, "epoch": EPOCH, "step": STEP,
        "networks": list(network_cases()), "optimizers": list(optimizer_cases()), "schedules": list(schedule_cases()),
        "machine": machine_case()}
    path = pathlib.Path(__file__).with_name("pytorch-vectors.json")
    path.write_text(json.dumps(vectors, separators=(",", ":")) + "\n")
