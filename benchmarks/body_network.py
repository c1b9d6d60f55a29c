"""Trains the network that the extractor ships: plain numpy, the same weights for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Settings:
    """How a network is trained; the values were chosen out of fold."""

    hidden: tuple[int, ...] = (64, 32)
    epochs: int = 6
    batch: int = 1024
    rate: float = 2e-3
    decay: float = 1e-2
    dropout: float = 0.2
    clip: float = 4.0  # standard deviations


@dataclass(frozen=True)
class Network:
    """Standardised inputs, layers of rectified units, one logistic output."""

    mean: Matrix
    scale: Matrix
    weights: tuple[Matrix, ...]
    biases: tuple[Matrix, ...]
    clip: float


def train(
    rows: Matrix, targets: Matrix, importance: Matrix, seed: int, settings: Settings = Settings()
) -> Network:
    """Fit a network to soft targets (0 to 1) with AdamW and a cosine schedule."""
    rng = np.random.default_rng(seed)
    mean = rows.mean(axis=0)
    scale = 1 / np.maximum(rows.std(axis=0), 1e-3)
    inputs = np.clip((rows - mean) * scale, -settings.clip, settings.clip).astype(np.float32)
    targets = targets.astype(np.float32)
    importance = (importance / importance.mean()).astype(np.float32)
    sizes = (rows.shape[1], *settings.hidden, 1)
    parameters = []
    for before, after in pairwise(sizes):
        parameters.append(rng.normal(0, np.sqrt(2 / before), (before, after)).astype(np.float32))
        parameters.append(np.zeros(after, dtype=np.float32))
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    steps = settings.epochs * (len(inputs) // settings.batch)
    step = 0
    for _ in range(settings.epochs):
        order = rng.permutation(len(inputs))
        for at in range(0, len(inputs) - settings.batch + 1, settings.batch):
            chosen = order[at : at + settings.batch]
            gradients = _gradients(
                parameters,
                inputs[chosen],
                targets[chosen],
                importance[chosen],
                settings,
                rng,
            )
            step += 1
            warm = min(1.0, step / 100)
            rate = settings.rate * warm * 0.5 * (1 + np.cos(np.pi * step / steps))
            for number, gradient in enumerate(gradients):
                first[number] += 0.1 * (gradient - first[number])
                second[number] += 0.001 * (gradient * gradient - second[number])
                m = first[number] / (1 - 0.9**step)
                v = second[number] / (1 - 0.999**step)
                if parameters[number].ndim == 2:
                    parameters[number] *= 1 - rate * settings.decay
                parameters[number] -= (rate * m / (np.sqrt(v) + 1e-8)).astype(np.float32)
    return Network(
        mean.astype(np.float32),
        scale.astype(np.float32),
        tuple(parameters[0::2]),
        tuple(parameters[1::2]),
        settings.clip,
    )


def _gradients(
    parameters: list[Matrix],
    inputs: Matrix,
    targets: Matrix,
    importance: Matrix,
    settings: Settings,
    rng: np.random.Generator,
) -> list[Matrix]:
    """Back-propagation of the weighted cross entropy, with inverted dropout."""
    values = inputs
    layers = len(parameters) // 2
    outputs = [values]
    masks = []
    for layer in range(layers - 1):
        values = np.maximum(values @ parameters[2 * layer] + parameters[2 * layer + 1], 0)
        keep = 1 - settings.dropout
        mask = (rng.random(values.shape, dtype=np.float32) < keep) / np.float32(keep)
        values = values * mask
        masks.append(mask)
        outputs.append(values)
    logits = (values @ parameters[-2] + parameters[-1])[:, 0]
    probabilities = 1 / (1 + np.exp(-logits))
    slope = ((probabilities - targets) * importance / len(inputs))[:, None].astype(np.float32)
    gradients: list[Matrix] = []
    for layer in range(layers - 1, -1, -1):
        gradients[:0] = [outputs[layer].T @ slope, slope.sum(axis=0)]
        if layer:
            slope = (slope @ parameters[2 * layer].T) * (outputs[layer] > 0) * masks[layer - 1]
    return gradients
