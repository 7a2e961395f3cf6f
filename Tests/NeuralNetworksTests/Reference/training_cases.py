"""Optimizers, schedules of the learning rate, and a Boltzmann machine's training."""

import torch

from case_numbers import flat, numbers
from streams import SEED, layer_stream, permutation, uniforms


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


class RMSPropWithEpsilon:
    """TensorFlow 1's by its formula, since PyTorch has ε outside the root."""

    def __init__(self, w, rate, decay, momentum, epsilon):
        self.w, self.rate, self.decay, self.momentum, self.epsilon = w, rate, decay, momentum, epsilon
        self.mean_square, self.velocity = torch.ones_like(w), torch.zeros_like(w)

    @torch.no_grad()
    def step(self):
        g = self.w.grad
        self.mean_square = self.decay * self.mean_square + (1 - self.decay) * g**2
        self.velocity = self.momentum * self.velocity + self.rate * g / (self.mean_square + self.epsilon).sqrt()
        self.w -= self.velocity


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
    yield optimizer_case(
        "RMSProp with ε = 0.1", {"rmsprop": {"learningRate": 0.01, "decay": 0.9, "momentum": 0.5, "epsilon": 0.1}},
        lambda w: RMSPropWithEpsilon(w, 0.01, 0.9, 0.5, 0.1))


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
