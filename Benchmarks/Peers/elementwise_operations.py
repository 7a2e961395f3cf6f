"""Functions and optimizer steps on one long array."""

import torch


def make(name, count):
    """A function that runs the operation once, or None where there is no such operation here."""
    x = torch.rand(int(count)) * 2 - 1
    if name in FUNCTIONS:
        # The activations in place, as a layer may call them; exp into memory that is there.
        y = torch.empty_like(x) if name == "exp" else x
        return lambda: FUNCTIONS[name](x, out=y)
    if name in OPTIMIZERS:
        weights = torch.nn.Parameter(x)
        weights.grad = torch.rand_like(x) * 2 - 1
        return OPTIMIZERS[name]([weights]).step
    return None


FUNCTIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "exp": torch.exp}

# The fused steps are the fastest that PyTorch has on a CPU; there is none for RMSprop.
OPTIMIZERS = {
    "adam": lambda parameters: torch.optim.Adam(parameters, fused=True),
    "sgd": lambda parameters: torch.optim.SGD(parameters, lr=0.01, momentum=0.9, fused=True),
    "rmsprop": lambda parameters: torch.optim.RMSprop(parameters, lr=0.01, alpha=0.9),
}
