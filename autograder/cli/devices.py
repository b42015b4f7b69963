"""Chooses where Keras works for a command: its backend, and a share of a GPU."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec

from typer import BadParameter

from autograder.author.exercise import Exercise
from autograder.probe import gpu, isolation
from autograder.process import environment

BACKENDS = ("tensorflow", "jax", "torch")


def choose_backend(backend: str, exercises: Sequence[Exercise]) -> list[Exercise]:
    """Set Keras's backend for all processes; return the exercises that can work with it.

    The others are named on stderr. Raises `BadParameter` if Keras or this machine lacks the backend.
    """
    if backend not in BACKENDS:
        raise BadParameter(f"expected one of {', '.join(BACKENDS)}. Received: {backend}.")
    if find_spec(backend) is None:
        raise BadParameter(f"{backend} is not installed here: run `pip install {backend}`.")
    os.environ["KERAS_BACKEND"] = backend
    others = set(BACKENDS) - {backend}
    able = [exercise for exercise in exercises if not others & set(exercise.preload)]
    for exercise in exercises:
        if exercise not in able:
            names = ", ".join(sorted(others & set(exercise.preload)))
            print(
                f"{exercise.slug}: left out, because it works only with {names}.", file=sys.stderr
            )
    return able


def on_gpu(share: float, exercises: Sequence[Exercise]) -> list[Exercise]:
    """Give each exercise a share of a GPU, above 0 and at most 1, whatever its own limits say.

    Raises `BadParameter` if no GPU can be used.
    """
    if not 0 < share <= 1:
        raise BadParameter(f"expected a share of a GPU, above 0 and up to 1. Received: {share:g}.")
    gpus, problems = gpu.usable(isolation.best(), environment.backend())
    if not gpus:
        raise BadParameter(" ".join(problems))
    return [replace(exercise, limits=replace(exercise.limits, gpu=share)) for exercise in exercises]
