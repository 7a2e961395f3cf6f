"""One training step of each paper's model, on a fixed minibatch of random numbers: forward, backward, optimizer.

The optimizers are PyTorch's defaults for a user who writes eager code (not fused, no compilation).
"""

import torch
from torch import nn
from torch.nn import functional


def make(name):
    """A function that runs one step, or None where there is no such model here."""
    return MODELS[name]() if name in MODELS else None


def autoencoder(model, batch, loss, optimizer):
    """A step of a model that is to give its input back."""

    def step():
        optimizer.zero_grad()
        loss(model(batch), batch).backward()
        optimizer.step()

    return step


def dense(widths, hidden, last):
    layers = []
    for index, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
        layers += [nn.Linear(inputs, outputs), (last if index == len(widths) - 2 else hidden)()]
    return nn.Sequential(*layers)


def dbn_finetune(batch=100):
    model = dense([784, 1000, 500, 196, 500, 1000, 784], nn.Sigmoid, nn.Sigmoid)
    return autoencoder(model, torch.rand(batch, 784), functional.binary_cross_entropy,
                       torch.optim.Adam(model.parameters(), lr=1e-3))


def ddcae(batch):
    model = dense([784, 256, 128, 64, 128, 256, 784], nn.ReLU, nn.Sigmoid)
    return autoencoder(model, torch.rand(batch, 784), functional.mse_loss, torch.optim.Adam(model.parameters(), lr=1e-3))


def ercan(batch=256):
    model = dense([784, 128, 64, 128, 784], nn.Sigmoid, nn.Sigmoid)
    return autoencoder(model, torch.rand(batch, 784), functional.mse_loss,
                       torch.optim.RMSprop(model.parameters(), lr=0.01, alpha=0.9, eps=1e-10))


def feng_dense(batch=64):
    model = dense([784, 400, 784], nn.Sigmoid, nn.Sigmoid)
    return autoencoder(model, torch.rand(batch, 784), functional.mse_loss, torch.optim.SGD(model.parameters(), lr=0.1))


class Tied(nn.Module):
    """An autoencoder whose decoder has the encoder's weights, transposed."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(784, 400)
        self.bias = nn.Parameter(torch.zeros(784))

    def forward(self, x):
        code = torch.sigmoid(self.encoder(x))
        return torch.sigmoid(functional.linear(code, self.encoder.weight.t(), self.bias))


def feng_tied(batch=64):
    model = Tied()
    return autoencoder(model, torch.rand(batch, 784), functional.mse_loss, torch.optim.SGD(model.parameters(), lr=0.1))


def feng_convolutional(batch=64):
    model = nn.Sequential(
        nn.Conv2d(1, 25, 3, stride=3, padding=1), nn.ReLU(), nn.MaxPool2d(2, stride=2),
        nn.Conv2d(25, 10, 3, stride=2, padding=1), nn.ReLU(), nn.MaxPool2d(2, stride=1),
        nn.ConvTranspose2d(10, 25, 3, stride=2), nn.ReLU(),
        nn.ConvTranspose2d(25, 10, 5, stride=3, padding=1), nn.ReLU(),
        nn.ConvTranspose2d(10, 1, 2, stride=2, padding=1), nn.Tanh())
    return autoencoder(model, torch.rand(batch, 1, 28, 28), functional.mse_loss,
                       torch.optim.Adam(model.parameters(), lr=1e-3))


def feng_classifier(batch=64):
    model = nn.Sequential(
        nn.Conv2d(1, 10, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Conv2d(10, 20, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Flatten(),
        nn.Linear(320, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.5)
    images, labels = torch.rand(batch, 1, 28, 28), torch.arange(batch) % 10

    def step():
        optimizer.zero_grad()
        functional.cross_entropy(model(images), labels).backward()
        optimizer.step()

    return step


def dncnn(depth, batch=32):
    """A network that tells the noise of an image of three colours."""
    layers = [nn.Conv2d(3, 64, 3, padding=1), nn.ReLU()]
    for _ in range(depth - 2):
        layers += [nn.Conv2d(64, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    model = nn.Sequential(*layers, nn.Conv2d(64, 3, 3, padding=1))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    noise = torch.randn(batch, 3, 50, 50) * 0.1
    noisy = torch.rand(batch, 3, 50, 50) + noise

    def step():
        optimizer.zero_grad()
        functional.mse_loss(model(noisy), noise).backward()
        optimizer.step()

    return step


def rbm(batch=100):
    """CD-1 of a restricted Boltzmann machine of 784 visible and 1000 hidden units, with momentum and weight decay."""
    weights = torch.randn(784, 1000) * 0.1
    hidden_bias, visible_bias = torch.zeros(1000), torch.zeros(784)
    velocities = [torch.zeros_like(parameter) for parameter in (weights, hidden_bias, visible_bias)]
    data = torch.rand(batch, 784)

    def step():
        hidden = torch.sigmoid(torch.addmm(hidden_bias, data, weights))
        sample = torch.bernoulli(hidden)
        visible = torch.sigmoid(torch.addmm(visible_bias, sample, weights.t()))
        again = torch.sigmoid(torch.addmm(hidden_bias, visible, weights))
        gradients = [
            (data.t() @ hidden - visible.t() @ again) / batch - 2e-4 * weights,
            (hidden - again).mean(0), (data - visible).mean(0)]
        for parameter, velocity, gradient in zip((weights, hidden_bias, visible_bias), velocities, gradients):
            velocity.mul_(0.5).add_(gradient, alpha=0.1)
            parameter.add_(velocity)

    return step


MODELS = {
    "dbn_finetune_b100": dbn_finetune,
    "ddcae_b32": lambda: ddcae(32),
    "ddcae_b128": lambda: ddcae(128),
    "ercan64_b256": ercan,
    "feng_cnn_ae_b64": feng_convolutional,
    "feng_ann_b64": feng_dense,
    "feng_shared_b64": feng_tied,
    "feng_classifier_plain_b64": feng_classifier,
    "dncnn8_b32": lambda: dncnn(8),
    "dncnn17_b32": lambda: dncnn(17),
    "rbm784x1000_cd1_b100": rbm,
}
