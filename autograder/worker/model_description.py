"""Describes a student's Keras model as plain data. It runs in the student's process.

The description is hostile: student code can change this module. `model_host` rebuilds the model from
it, in a process of our own.
"""

from pathlib import Path

import numpy as np

from autograder.worker import model_allowlist, model_tracing

ZEROS: dict[str, object] = {
    "module": "keras.initializers",
    "class_name": "Zeros",
    "config": {},
    "registered_name": None,
}


def describe(model: object) -> dict[str, object]:
    """Give config and weights of a built model, or of one in a `.keras` file, for `ModelHost.rebuild`.

    A model with classes of the student's own is traced down to Keras's layers. The weights have no
    state of random seeds and optimizers, which prediction does not need. Raises `TypeError` if this
    is no model, and `ValueError` for a model that cannot be traced or has no known input shape.
    """
    import keras

    if isinstance(model, str | Path):
        # Keras may run code that such a file names, even in safe mode. This process may do so.
        model = keras.saving.load_model(model, compile=False)
    if not isinstance(model, keras.Model):
        raise TypeError(f"Expected a Keras model. Received: {type(model).__name__}.")
    if not model.built:
        raise ValueError("The model is not built: give it a `keras.Input`, or call it once.")
    with model_tracing.followed(model) as graph:
        config = model_allowlist.bare(keras.saving.serialize_keras_object(graph))
        # Keras gives a weight without dimensions as a NumPy scalar.
        weights = [np.asarray(weight) for weight in graph.get_weights()]
    return {"config": _packed(config), "weights": weights}


def _packed(value: object) -> object:
    """Copy a config with arrays as arrays, and without settings that a rebuilt model does not need.

    Keras writes an array as lists. Initializers, regularizers and constraints may be the student's
    own functions, which cannot be rebuilt. Keras's own regularizers and constraints stay, since a
    check may compare those of two models.
    """
    if isinstance(value, list | tuple):
        return type(value)(_packed(item) for item in value)
    if not isinstance(value, dict):
        return value
    if value.get("class_name") == "__numpy__":
        numbers = value["config"]
        array = np.asarray(numbers["value"], numbers["dtype"])
        return {**value, "config": {**numbers, "value": array}}
    copied: dict[object, object] = {}
    for key, item in value.items():
        if str(key).endswith("_initializer"):
            copied[key] = ZEROS
        elif str(key).endswith(("_regularizer", "_constraint")):
            copied[key] = item if _is_kerass(item) else None
        else:
            copied[key] = _packed(item)
    return copied


def _is_kerass(item: object) -> bool:
    places = ("keras.regularizers", "keras.constraints")
    return isinstance(item, dict) and item.get("module") in places
