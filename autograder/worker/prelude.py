"""What checks may use inside the worker, by name; it holds no expected value.

Every function here runs in the student's process, where a student may change it.
"""

import importlib
import random
import sys
import types
from typing import Any

import numpy as np


def seed_everything(seed: int) -> None:
    """Seed Python, NumPy and, where it is loaded, Keras and its backend."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    if "keras" in sys.modules:
        import keras

        keras.utils.set_random_seed(seed % 2**32)


def rng(seed: int) -> np.random.Generator:
    """Make NumPy's default generator."""
    return np.random.default_rng(seed)


def module(name: str) -> Any:
    """Import a module, `keras` say, so that a check can build a model out of it."""
    return importlib.import_module(name)


def probes(source: str) -> Any:
    """Make a check's own classes and functions from their source, in a module of their own."""
    made = types.ModuleType("probes")
    exec(compile(source, "<probes>", "exec"), made.__dict__)
    return made
