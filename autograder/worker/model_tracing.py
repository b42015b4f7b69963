"""Traces a student's model down to Keras's own layers, in the student's process.

A class of the student's own cannot be rebuilt. Its computation can: we run its `call` on symbolic
inputs, and Keras records the layers and operations that these pass.
"""

import inspect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np

if TYPE_CHECKING:
    import keras

INSTEAD = (
    "Build it as `keras.Sequential` or with the functional API, out of Keras's own layers, or "
    "let its `call` use nothing but such layers and `keras.ops`."
)


@contextmanager
def followed(model: "keras.Model") -> "Iterator[keras.Model]":
    """Give a Functional model that predicts what `model` predicts, with the same weights.

    A model of Keras's own layers is given as it is. Within the context, layers that share a name have
    different ones. Raises `ValueError` for a model that cannot be traced.
    """
    import keras

    if _is_kerass(model):
        yield model
        return
    inputs = _entrance(model)
    with _seen_through():
        try:
            outputs = keras.layers.Layer.__call__(model, inputs)
        except Exception as error:
            raise _cannot(model, f"its `call` raised {type(error).__name__} there") from error
    if not all(map(keras.backend.is_keras_tensor, keras.tree.flatten(outputs))):
        raise _cannot(model, "what it gives there does not come from its inputs")
    with _one_name_each(keras.tree.flatten(outputs)):
        try:
            graph = keras.Model(inputs, outputs)
        except ValueError as error:
            raise _cannot(model, "what it gives does not come from its inputs alone") from error
        _fix_constants(graph)
        yield graph


def _cannot(model: "keras.Model", why: str) -> ValueError:
    return ValueError(
        f"`{type(model).__name__}` cannot be run on a symbolic `keras.Input`: {why}. {INSTEAD}"
    )


def _is_kerass(layer: "keras.Layer") -> bool:
    """Tell whether Keras's own loader can build this: a layer of Keras, or a model of such layers."""
    import keras

    graph = getattr(layer, "_functional", layer)
    if not isinstance(layer, keras.Model):
        made_of = (type(layer), getattr(layer, "activation", None) or type(layer))
        return all(getattr(part, "__module__", "").split(".")[0] == "keras" for part in made_of)
    if type(layer) not in (keras.Sequential, type(_functional())):
        return False
    # A Functional model may have operations that are no layers, such as `x + y`.
    steps = getattr(graph, "operations", None) or layer.layers
    return all(isinstance(step, keras.layers.Layer) and _is_kerass(step) for step in steps)


def _functional() -> "keras.Model":
    import keras

    start = keras.Input((1,))
    return keras.Model(start, keras.layers.Flatten()(start))


def _entrance(model: "keras.Model") -> object:
    """Make symbolic inputs with the structure and the shapes that the model was built with."""
    import keras

    def fresh(shape: Sequence[int | None], dtype: str | None = None) -> "keras.KerasTensor":
        return keras.Input(batch_shape=(None, *shape[1:]), dtype=dtype)

    known = getattr(getattr(model, "_functional", None) or model, "_inputs_struct", None)
    if known is not None:
        return keras.tree.map_structure(lambda tensor: fresh(tensor.shape, tensor.dtype), known)
    shapes = list((model._build_shapes_dict or {}).values())
    if len(shapes) != 1 or shapes[0] is None:
        raise ValueError(
            f"The input shape of `{type(model).__name__}` is not known: call it once with one "
            f"array, or with one list of arrays. {INSTEAD}"
        )
    return keras.tree.map_shape_structure(fresh, shapes[0])


@contextmanager
def _seen_through() -> Iterator[None]:
    """Let every layer that is not Keras's run its `call` directly, as in prediction."""
    import keras

    layer_class = keras.layers.Layer
    closed: Callable[..., object] = layer_class.__call__

    def call(layer: "keras.Layer", *positional: object, **named: object) -> object:
        if _is_kerass(layer):
            return closed(layer, *positional, **named)
        takes = inspect.signature(layer.call).parameters
        takes_any = any(parameter.kind is parameter.VAR_KEYWORD for parameter in takes.values())
        if named.get("training") is None:
            named["training"] = False
        # Like Keras, pass `training` and `mask` only to a `call` that takes them.
        for name in ("training", "mask"):
            if name not in takes and not (takes_any and name == "mask"):
                named.pop(name, None)
        return layer.call(*positional, **named)

    # A loss that a layer adds does not matter for a prediction, and cannot be symbolic.
    with (
        patch.object(layer_class, "__call__", call),
        patch.object(layer_class, "add_loss", lambda layer, loss: None),
    ):
        yield


@contextmanager
def _one_name_each(outputs: "list[keras.KerasTensor]") -> Iterator[None]:
    """Rename layers that share a name. Parts of one model may share names, layers of one graph may not."""
    steps = {id(step): step for step in _behind(outputs)}
    names = {key: step.name for key, step in steps.items()}
    many = Counter(names.values())
    for number, (key, step) in enumerate(steps.items()):
        if many[names[key]] > 1:
            step.name = f"{names[key][:80]}_part_{number}"
    try:
        yield
    finally:
        for key, step in steps.items():
            step.name = names[key]


def _behind(outputs: "list[keras.KerasTensor]") -> "list[keras.Operation]":
    """List the layers and operations that tensors have passed."""
    steps, seen, waiting = [], set(), list(outputs)
    while waiting:
        operation, index, _ = waiting.pop()._keras_history
        if (id(operation), index) in seen:
            continue
        seen.add((id(operation), index))
        steps.append(operation)
        waiting += operation._inbound_nodes[index].input_tensors
    return steps


def _fix_constants(graph: "keras.Model") -> None:
    """Turn the constant tensors and variables in the calls of operations into arrays."""
    import keras

    def fixed(value: object) -> object:
        if isinstance(value, keras.Variable):
            value = value.numpy()
        elif keras.ops.is_tensor(value):
            value = keras.ops.convert_to_numpy(value)
        return value.item() if isinstance(value, np.ndarray) and value.ndim == 0 else value

    for node in (node for nodes in graph._nodes_by_depth.values() for node in nodes):
        node.arguments.args = keras.tree.map_structure(fixed, node.arguments.args)
