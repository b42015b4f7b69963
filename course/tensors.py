"""The arrays of Keras's backends, as NumPy's."""

import warnings
from typing import Any

import numpy as np

PACKAGES = ("tensorflow", "keras", "jax", "jaxlib", "torch")


def as_array(value: Any) -> np.ndarray | None:
    """Return a tensor's numbers in an array of its shape and dtype.

    Return None for what is no tensor of `PACKAGES`, and for a symbolic tensor, which has no numbers.
    """
    if type(value).__module__.partition(".")[0] not in PACKAGES or not hasattr(value, "__array__"):
        return None
    # Checks without tensors need no Keras, and its import takes seconds.
    import keras

    try:
        with warnings.catch_warnings():
            # Of TensorFlow's variables NumPy says that they know no `copy`.
            warnings.simplefilter("ignore", DeprecationWarning)
            return np.asarray(keras.ops.convert_to_numpy(value))
    # Each backend tells with an exception of its own that a tensor is symbolic.
    except Exception:
        return None
