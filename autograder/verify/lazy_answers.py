"""Replaces right answers by lazy ones. The text of this file runs at the end of an answer cell.

A lazy answer calls the right one only to learn the type and shape of the result. Then it returns
zeros of that shape, for example. A good check does not pass on type and shape alone.
"""

import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

ARGUMENT, CONSTANT, PREVIOUS = "the argument itself", "a constant", "the previous answer"
EMPTY = "empty"
# The number that each kind puts in the place of any other, in the order of `heldout verify`.
NUMBERS = {"zeros": 0, "ones": 1, "NaN": float("nan"), "infinities": float("inf")}
KINDS = ("None", *NUMBERS, EMPTY, ARGUMENT, CONSTANT, PREVIOUS)
TENSORS = ("tensorflow", "keras", "jax", "jaxlib", "torch")


def replace(names: dict[str, Any], wanted: list[str], kind: str) -> None:
    """Replace the `wanted` functions and classes of a notebook's names by lazy ones."""
    for name in wanted:
        right = names.get(name)
        if getattr(right, "_is_protocol", False):
            names[name] = None if kind == "None" else object
        elif inspect.isclass(right):
            _replace_methods(right, kind)
        elif callable(right):
            names[name] = lazily(kind, right)


def _replace_methods(right: type, kind: str) -> None:
    for name, method in list(vars(right).items()):
        plain = not name.startswith("__") or name in ("__call__", "__iter__", "__len__")
        if inspect.isfunction(method) and plain:
            setattr(right, name, lazily(kind, method, skipped=1))


def lazily(kind: str, right: Callable[..., Any], skipped: int = 0) -> Callable[..., Any]:
    """Make the lazy version of a function; its first `skipped` arguments are no input (`self`)."""
    earlier: list[Any] = []

    @functools.wraps(right)
    def answer(*positional: Any, **named: Any) -> Any:
        if kind == "None":
            return None
        inputs = [*positional[skipped:], *named.values()]
        if kind == ARGUMENT:
            return inputs[0] if inputs else None
        try:
            value = right(*positional, **named)
        # A lazy answer never raises.
        except Exception:
            value = None
        if kind in (CONSTANT, PREVIOUS):
            # The first call has no earlier one. Without inputs, the same answer is always right.
            before = earlier[0 if kind == CONSTANT else -1] if earlier and inputs else None
            earlier.append(value)
            return before
        return cheapened(kind, value)

    return answer


def cheapened(kind: str, value: Any) -> Any:
    """Make a value of the same type and shape that carries no information."""
    match value:
        case str() | bytes():
            return type(value)()
        case dict():
            return {} if kind == EMPTY else {k: cheapened(kind, v) for k, v in value.items()}
        case list() | tuple() | set():
            return _container(kind, value)
        case bool() | int() | float() | complex() | np.generic():
            return _number(kind, value)
    if isinstance(value, Iterator):
        return iter([] if kind == EMPTY else [cheapened(kind, item) for item in value])
    return _object(kind, value)


def _container(kind: str, value: Any) -> Any:
    # A named tuple needs all its fields, even if it should be empty.
    named = hasattr(value, "_fields")
    items = [cheapened(kind, item) for item in value] if named or kind != EMPTY else []
    return type(value)(*items) if named else type(value)(items)


def _number(kind: str, value: Any) -> Any:
    if kind == EMPTY:
        return None
    number = NUMBERS[kind]
    return number if isinstance(number, float) else type(value)(number)


def _object(kind: str, value: Any) -> Any:
    module = type(value).__module__.partition(".")[0]
    if isinstance(value, np.ndarray):
        return _array(kind, value)
    if hasattr(value, "element_spec"):
        return _dataset(kind, value)
    if module in TENSORS and hasattr(value, "shape") and hasattr(value, "dtype"):
        return _tensor(kind, value)
    if hasattr(value, "get_weights") and hasattr(value, "layers"):
        return _model(kind, value)
    if inspect.isclass(value):
        return object
    if callable(value):
        return lazily(kind, value)
    # Nothing is known of an object of the student's own class. A public class is lazy already.
    return None if kind == EMPTY else value


def _array(kind: str, value: np.ndarray) -> Any:
    if kind == EMPTY:
        return value[:0] if value.ndim else None
    if value.dtype.kind not in "biufc":
        return np.zeros_like(value)
    number = NUMBERS[kind]
    whole = isinstance(number, float) and value.dtype.kind in "biu"
    return np.full(value.shape, number, np.float64 if whole else value.dtype)


def _tensor(kind: str, value: Any) -> Any:
    import keras

    if kind == EMPTY:
        return value[:0] if len(value.shape) else None
    number, dtype = NUMBERS[kind], keras.backend.standardize_dtype(value.dtype)
    if dtype == "string":
        return _texts(value)
    whole = isinstance(number, float) and "float" not in dtype
    return keras.ops.cast(
        keras.ops.full_like(value, number, "float32" if whole else dtype),
        "float32" if whole else dtype,
    )


def _texts(value: Any) -> Any:
    import tensorflow as tf

    return tf.zeros_like(value)


def _dataset(kind: str, value: Any) -> Any:
    import tensorflow as tf

    if kind == EMPTY:
        return value.take(0)

    def changed(*parts: Any) -> Any:
        return cheapened(kind, parts if len(parts) > 1 else parts[0])

    # AutoGraph cannot read the source of code that has no file, and need not.
    return value.map(tf.autograph.experimental.do_not_convert(changed))


def _model(kind: str, value: Any) -> Any:
    import keras

    if kind == EMPTY:
        return None
    # The same model, but never trained.
    twin = keras.models.clone_model(value)
    if value.get_weights():
        twin.set_weights([cheapened(kind, weight) for weight in value.get_weights()])
        return twin
    # Without weights, its outputs are made lazy instead.
    outputs = keras.tree.map_structure(lambda output: cheapened(kind, output), twin.output)
    return keras.Model(twin.input, outputs)
