"""PyTorch as a peer: elementwise operations, optimizer steps and whole training steps, eager, on one thread.

A line on standard input names a case, the answer is one line with the nanoseconds of CPU time that one call takes, or
`unsupported`. Lines are told in Benchmarks/README.md.
"""

import sys
import time

import torch

import elementwise_operations
import training_steps

SHORTEST = 20_000_000
"""The shortest time that is measured, in nanoseconds."""

KINDS = {"elementwise": elementwise_operations.make, "train": training_steps.make}


def time_of(step, calls):
    """CPU time of all threads: a helper thread gains nothing."""
    start = time.process_time_ns()
    for _ in range(calls):
        step()
    return time.process_time_ns() - start


def sufficient_calls(step):
    calls = 1
    while time_of(step, calls) < SHORTEST:
        calls *= 2
    return calls


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    prepared, step, calls = None, None, 1
    for line in sys.stdin:
        line = line.strip()
        if line != prepared:
            kind, *words = line.split()
            prepared, step = line, KINDS[kind](*words) if kind in KINDS else None
            if step:
                step()  # The first call allocates the optimizer's state.
                calls = sufficient_calls(step)
        print(f"{time_of(step, calls) / calls:.3f}" if step else "unsupported", flush=True)


main()
