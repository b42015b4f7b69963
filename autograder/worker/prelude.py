"""Functions that checks use inside the worker, by name. It holds no expected value.

They run in the student's process, where student code may change them.
"""

import importlib
import random
import sys
from types import ModuleType

import numpy as np

from course import layouts


def seed_everything(seed: int) -> None:
    """Seed Python, NumPy and, if it is imported, Keras with its backend."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    if "keras" in sys.modules:
        import keras

        keras.utils.set_random_seed(seed % 2**32)


def rng(seed: int) -> np.random.Generator:
    """Make NumPy's default generator."""
    return np.random.default_rng(seed)


def laid_out(asked: tuple[np.ndarray, str]) -> np.ndarray:
    """Make an array of the same numbers that lies in memory in another way."""
    return layouts.laid_out(*asked)


def overwrite(asked: tuple[object, object]) -> None:
    """Set every number of an array that is kept here; other results are left as they are."""
    array, value = asked
    if isinstance(array, np.ndarray):
        array[...] = value


def module(name: str) -> ModuleType:
    """Import a module, such as `keras`, so that a check can build a model with it."""
    return importlib.import_module(name)


def probes(source: str) -> ModuleType:
    """Make a check's own classes and functions from their source, in a new module."""
    made = ModuleType("probes")
    exec(compile(source, "<probes>", "exec"), made.__dict__)
    return made
